import { closest, distance } from 'fastest-levenshtein';
import type { Manifest } from '../../manifest/types';
import { UserError } from '../errors';

/** `--only` names secondaries: an unknown one is refused with the nearest that exists. */
export function checkNames(manifest: Manifest, { only = [] }: { only?: string[] }): void {
  const keys = manifest.secondaries.map(({ key }) => key);
  for (const name of only) {
    if (!keys.includes(name)) throw new UserError(`--only ${name}: ${unknownSecondary(name, keys)}`);
  }
}

export function unknownSecondary(name: string, keys: readonly string[]): string {
  const near = keys.length > 0 ? closest(name, keys) : undefined;
  const hint = near && distance(name, near) <= Math.max(2, name.length / 2) ? `; did you mean ${near}?` : '';
  return `no such secondary${hint} (there are: ${keys.join(', ') || 'none'})`;
}
