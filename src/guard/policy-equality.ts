import { parseDocument } from 'yaml';
import { isDeeper, isObject, type JsonObject, listOf, reasonOf, sameJson, stringOf } from '../terraform/json';

/** Policies nest five levels: document, statements, Condition, operator, key. */
const DEPTH = 12;

/** Which statements differ. `changed`: both sides have a statement of this Sid. */
export interface PolicyDifference {
  added: unknown[];
  removed: unknown[];
  changed: { wanted: unknown; planned: unknown }[];
}

export type PolicyComparison = 'same' | PolicyDifference | { unreadable: string };

/**
 * Do two policy documents say the same? The provider keeps AWS's text if it means the same as the configured one
 * (hashicorp/awspolicyequivalence). The order of statements, keys and lists, and a list of one item, therefore do
 * not count as a difference. Everything else does.
 */
export function comparePolicies(wanted: string, planned: unknown): PolicyComparison {
  if (planned === wanted) return 'same';
  if (typeof planned !== 'string') return { unreadable: 'it is not a text' };
  const document = readPolicy(planned);
  if ('unreadable' in document) return document;
  const own = readPolicy(wanted);
  if ('unreadable' in own) return own;
  if (sameJson(canonical(own.value), canonical(document.value))) return 'same';
  return differenceOf(listOf(own.value.Statement), listOf(document.value.Statement));
}

function differenceOf(wanted: readonly unknown[], planned: readonly unknown[]): PolicyDifference {
  const missing = wanted.filter((one) => !planned.some((other) => sameStatement(one, other)));
  const extra = planned.filter((one) => !wanted.some((other) => sameStatement(one, other)));
  const pairs = missing.flatMap((one) => {
    const other = extra.find(
      (candidate) => sidOf(candidate) !== undefined && sidOf(candidate) === sidOf(one),
    );
    return other === undefined ? [] : [{ wanted: one, planned: other }];
  });
  return {
    added: extra.filter((one) => !pairs.some(({ planned: other }) => other === one)),
    removed: missing.filter((one) => !pairs.some(({ wanted: other }) => other === one)),
    changed: pairs,
  };
}

function sameStatement(a: unknown, b: unknown): boolean {
  return sameJson(canonical(a), canonical(b));
}

function sidOf(statement: unknown): string | undefined {
  return isObject(statement) ? stringOf(statement.Sid) : undefined;
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
  // JSON.parse keeps the last of two equal keys. AWS does not document which one it keeps.
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
