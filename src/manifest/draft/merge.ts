/** Keys of a secondary that replace those of `defaults` as a whole, though they are maps. */
export const replacedAsAWhole: readonly string[] = ['deploy', 'testAs'];

type Map = Record<string, unknown>;

/** Maps merge by key; lists and scalars replace; `deploy` and `testAs` replace as a whole. */
export function mergeDefaults(defaults: Map, own: Map): Map {
  const merged: Map = { ...defaults, ...own };
  for (const key of Object.keys(own)) {
    if (!replacedAsAWhole.includes(key) && isMap(defaults[key]) && isMap(own[key]))
      merged[key] = mergeDefaults(defaults[key], own[key]);
  }
  return merged;
}

function isMap(value: unknown): value is Map {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
