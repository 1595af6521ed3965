import {
  type Alias,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml';
import type { ManifestPath } from '../types';
import { isMergeKey, keyName, type ParsedDocument } from './document';
import { mergeSources } from './value';

/** Where a path leads in the file as written. */
export interface Found {
  /** How many steps of the path were found; the node is that of the last one. */
  depth: number;
  node: Node | null;
  /** The key of that node, where it stands in a map. */
  key?: Node;
  /** Aliases (and merges) on the way: where the anchor is used. */
  via: Alias[];
}

/** Follows keys and indexes, through aliases and merge keys, as far as they exist. */
export function follow(parsed: ParsedDocument, path: ManifestPath): Found {
  let found: Found[] = [{ depth: 0, node: parsed.document.contents, via: [] }];
  for (const step of path) {
    const next = found.flatMap((from) => children(parsed, from, step));
    if (next.length === 0) break;
    found = next;
  }
  return dereference(parsed, found.at(-1)!);
}

function dereference(parsed: ParsedDocument, found: Found): Found {
  let { node } = found;
  const via = [...found.via];
  while (isAlias(node)) {
    via.push(node);
    node = parsed.aliases.get(node) ?? null;
  }
  return { ...found, node, via };
}

/** One, or of a key that stands twice, the first and the last. */
function children(parsed: ParsedDocument, from: Found, step: string | number): Found[] {
  const parent = dereference(parsed, from);
  const depth = from.depth + 1;
  if (isSeq(parent.node) && typeof step === 'number') {
    if (step >= parent.node.items.length) return [];
    return [{ depth, node: parent.node.items[step] as Node | null, via: parent.via }];
  }
  if (!isMap(parent.node)) return [];
  return findPairs(parsed, parent.node, String(step), parent.via).map((pair) => ({ depth, ...pair }));
}

interface MapIndex {
  own: Map<string, Pair[]>;
  merges: Pair[];
}

const indexes = new WeakMap<YAMLMap, MapIndex>();

/** Ten thousand secondaries with a mistake each are found in one pass; of duplicate keys it has the first and the last. */
function indexOf(map: YAMLMap): MapIndex {
  const known = indexes.get(map);
  if (known) return known;
  const index: MapIndex = { own: new Map(), merges: [] };
  for (const pair of map.items) {
    const name = keyName(pair);
    if (isMergeKey(pair)) index.merges.push(pair);
    else if (name !== undefined) {
      const first = index.own.get(name)?.[0];
      index.own.set(name, first ? [first, pair] : [pair]);
    }
  }
  indexes.set(map, index);
  return index;
}

function findPairs(parsed: ParsedDocument, map: YAMLMap, name: string, via: Alias[]): Omit<Found, 'depth'>[] {
  const { own, merges } = indexOf(map);
  const pairs = own.get(name);
  if (pairs) return pairs.map((pair) => ({ key: pair.key as Node, node: pair.value as Node | null, via }));
  for (const pair of merges) {
    const used = isAlias(pair.value) ? [...via, pair.value] : via;
    for (const source of mergeSources(pair.value, parsed)) {
      const inherited = findPairs(parsed, source, name, used);
      if (inherited.length > 0) return inherited;
    }
  }
  return [];
}

/** Which characters to underline. A block collection spans lines: its key says where it is better than all of it. */
export function offsets(found: Found, part: 'key' | 'value'): [number, number] {
  const { node, key } = found;
  if (part === 'key' && key?.range) return [key.range[0], key.range[1]];
  if (isEmpty(node)) return keyOr(found, node?.range ? [node.range[0], node.range[1]] : [0, 0]);
  const range: [number, number] = node?.range ? [node.range[0], node.range[1]] : [0, 0];
  if (isCollection(node) && !node.flow) return keyOr(found, range);
  return range;
}

const isEmpty = (node: Node | null) =>
  !node || (isScalar(node) && node.source === '' && node.type === 'PLAIN');

function keyOr({ key }: Found, fallback: [number, number]): [number, number] {
  return key?.range ? [key.range[0], key.range[1]] : fallback;
}
