import { parseDocument } from 'yaml';
import { isDeeper, isObject, type JsonObject, reasonOf, sameJson } from '../terraform/json';

/** Policies nest five levels: document, statements, Condition, operator, key. */
const DEPTH = 12;

/**
 * Do two policy documents say the same? The provider keeps the text that AWS has where it means the same as the
 * configured one (hashicorp/awspolicyequivalence), so texts may differ in what means nothing: the order of
 * statements, keys and lists, and a list of one. Nothing else is forgiven.
 */
export function comparePolicies(
  wanted: string,
  planned: unknown,
): 'same' | 'differs' | { unreadable: string } {
  if (planned === wanted) return 'same';
  if (typeof planned !== 'string') return { unreadable: 'it is not a text' };
  const document = readPolicy(planned);
  if ('unreadable' in document) return document;
  const own = readPolicy(wanted);
  if ('unreadable' in own) return own;
  return sameJson(canonical(own.value), canonical(document.value)) ? 'same' : 'differs';
}

function readPolicy(text: string): { value: JsonObject } | { unreadable: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { unreadable: reasonOf(error) };
  }
  if (!isObject(value)) return { unreadable: 'it is not an object' };
  if (isDeeper(value, DEPTH)) return { unreadable: `it is nested more than ${DEPTH} levels deep` };
  // JSON.parse keeps the last of two equal keys; nobody knows which one AWS keeps.
  const [error] = parseDocument(text, { uniqueKeys: true, logLevel: 'silent' }).errors;
  return error ? { unreadable: error.message.split('\n')[0]! } : { value };
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(canonical);
    const sorted = [...new Map(items.map((item) => [JSON.stringify(item), item])).entries()].sort(
      ([a], [b]) => (a < b ? -1 : 1),
    );
    return sorted.length === 1 ? sorted[0]![1] : sorted.map(([, item]) => item);
  }
  if (!isObject(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, canonical(value[key])]));
}
