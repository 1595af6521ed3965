import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type Scalar, type YAMLMap } from 'yaml';
import { isMergeKey, keyName, type ParsedDocument } from './document';

/** The maps behind a merge key, `<<: *a`, `<<: [*a, *b]` or `<<: { … }`, nearest first. */
export function mergeSources(value: unknown, { aliases }: Pick<ParsedDocument, 'aliases'>): YAMLMap[] {
  const resolved = isAlias(value) ? aliases.get(value) : value;
  if (isMap(resolved)) return [resolved];
  if (!isSeq(resolved)) return [];
  return resolved.items.flatMap((item) => (isSeq(item) ? [] : mergeSources(item, { aliases })));
}

/**
 * Plain objects, with aliases and merge keys resolved. Unlike `toJS` of `yaml` it takes linear time in the number
 * of aliases, and every object is fresh: the draft may delete what is wrong from one place only.
 */
export function toValue(root: Node | null, parsed: Pick<ParsedDocument, 'aliases'>): unknown {
  const convert = (node: unknown): unknown => {
    if (isAlias(node)) return convert(parsed.aliases.get(node) ?? null);
    if (isScalar(node)) return plainValue(node);
    if (isSeq(node)) return node.items.map(convert);
    if (isMap(node)) return convertMap(node);
    return null;
  };
  const convertMap = (map: YAMLMap): Record<string, unknown> => {
    const result: Record<string, unknown> = {};
    const written = new Set<string>();
    for (const pair of map.items) {
      if (isMergeKey(pair)) merge(result, pair);
      else {
        const name = keyName(pair);
        if (name === undefined) continue;
        const value = convert(pair.value);
        // A key that stands twice is an error of its own; what both maps hold is judged all the same.
        if (written.has(name) && isObject(result[name]) && isObject(value)) mergeInto(result[name], value);
        else define(result, name, value);
        written.add(name);
      }
    }
    return result;
  };
  const merge = (result: Record<string, unknown>, pair: Pair) => {
    for (const source of mergeSources(pair.value, parsed)) {
      for (const [name, value] of Object.entries(convertMap(source)))
        if (!Object.hasOwn(result, name)) define(result, name, value);
    }
  };
  return convert(root);
}

/** A tag can make bytes or a date of a scalar: then it is the text as written. */
function plainValue({ value, source }: Scalar): unknown {
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'object' && value !== null ? (source ?? '') : value;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function mergeInto(target: Record<string, unknown>, source: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(source)) {
    const known = Object.hasOwn(target, name) ? target[name] : undefined;
    if (isObject(known) && isObject(value)) mergeInto(known, value);
    else define(target, name, value);
  }
}

/** `__proto__` is a key like any other. */
function define(target: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__')
    Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
  else target[name] = value;
}
