import type { ManifestPath } from '../types';
import type { Finding } from './rule';

/** The second and later of what must be unique, each with a pointer to the first. */
export function* repeated<Item>(
  items: Iterable<Item>,
  idOf: (item: Item) => string | undefined,
  pathOf: (item: Item) => ManifestPath,
  explain: (item: Item, first: Item) => Pick<Finding, 'message' | 'fix'>,
): Generator<Finding> {
  const seen = new Map<string, Item>();
  for (const item of items) {
    const id = idOf(item);
    if (id === undefined) continue;
    const first = seen.get(id);
    if (first === undefined) seen.set(id, item);
    else
      yield {
        at: pathOf(item),
        ...explain(item, first),
        related: [{ at: pathOf(first), message: 'first used here' }],
      };
  }
}
