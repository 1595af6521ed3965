import { closest, distance } from 'fastest-levenshtein';
import { UserError } from '../../errors';
import { gapNames } from '../../harness';
import type { Manifest } from '../../manifest/types';
import type { VerifyOptions } from '../commands/verify';

/** `--only` names secondaries, `--require` also probes, gaps or `all`. Throws on an unknown name, with the nearest one. */
export function checkNames(
  manifest: Manifest,
  { only = [], require = [] }: Pick<VerifyOptions, 'only' | 'require'>,
): void {
  const keys = manifest.secondaries.map(({ key }) => key);
  for (const name of only) {
    if (!keys.includes(name)) throw new UserError(`--only ${name}: ${unknownSecondary(name, keys)}`);
  }
  const requirable: string[] = [...keys, ...gapNames];
  for (const name of require) {
    if (requirable.includes(name)) continue;
    const near = nearest(name, requirable);
    throw new UserError(`--require ${name}: no such secondary or probe${near && `; did you mean ${near}?`}`);
  }
}

export function unknownSecondary(name: string, keys: readonly string[]): string {
  const near = nearest(name, keys);
  const hint = near && `; did you mean ${near}?`;
  return `no such secondary${hint} (there are: ${keys.join(', ') || 'none'})`;
}

/** Empty if no name is near. */
function nearest(name: string, known: readonly string[]): string {
  const near = known.length > 0 ? closest(name, known) : '';
  return distance(name, near) <= Math.max(2, name.length / 2) ? near : '';
}
