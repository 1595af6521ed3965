import type { ManifestPath } from '../types';

/** A string of the manifest: a value, or a key. */
export interface ManifestString {
  path: ManifestPath;
  part: 'key' | 'value';
  text: string;
}

/** Every string below a value, keys included. */
export function stringsOf(root: unknown): ManifestString[] {
  const found: ManifestString[] = [];
  const path: (string | number)[] = [];
  const visit = (value: unknown): void => {
    if (typeof value === 'string') found.push({ path: [...path], part: 'value', text: value });
    else if (Array.isArray(value)) for (const [index, item] of value.entries()) visitChild(item, index);
    else if (typeof value === 'object' && value !== null)
      for (const key of Object.keys(value)) visitChild((value as Record<string, unknown>)[key], key);
  };
  const visitChild = (value: unknown, step: string | number): void => {
    path.push(step);
    if (typeof step === 'string') found.push({ path: [...path], part: 'key', text: step });
    visit(value);
    path.pop();
  };
  visit(root);
  return found;
}
