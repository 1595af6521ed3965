import { suggestion } from '../labels';
import { homesOfKeys, keysAt, placeOf } from '../schema/keys';
import type { ManifestPath } from '../types';
import type { Issue } from './issues';

/** Whether the schema refuses what was written at a place, around it or inside of it, or under a misspelt key. */
export type IsRejected = (path: ManifestPath) => boolean;

const id = (path: ManifestPath) => path.map(String).join('\n');

export function rejectedBy(issues: readonly Issue[]): IsRejected {
  const exact = new Set<string>();
  const inside = new Set<string>();
  for (const issue of issues) {
    if (issue.kind === 'key-name') continue;
    const path = meantBy(issue) ?? issue.path;
    exact.add(id(path));
    for (let length = 2; length < path.length; length++) inside.add(id(path.slice(0, length)));
  }
  return (path) => {
    if (inside.has(id(path))) return true;
    for (let length = 0; length <= path.length; length++)
      if (exact.has(id(path.slice(0, length)))) return true;
    return false;
  };
}

/** Without "is missing" where the key stands beside, misspelt, or in the wrong map: one mistake, one diagnostic. */
export function withoutFollowUps(issues: Issue[]): Issue[] {
  const meant = new Set(issues.map(meantBy).map((path) => path && id(path)));
  return issues.filter(({ kind, path }) => kind !== 'missing' || !meant.has(id(path)));
}

/** Where an unknown key belongs, as far as that is one place. */
function meantBy({ kind, path }: Issue): ManifestPath | undefined {
  if (kind !== 'unknown-key') return undefined;
  const name = String(path.at(-1));
  const [home, ...others] = homesElsewhere(name, path);
  if (home !== undefined)
    return others.length > 0 || home.includes('NAME')
      ? undefined
      : home === 'the top level'
        ? [name]
        : [...home.split('.'), name];
  const sibling = suggestion(name, keysAt(path.slice(0, -1)));
  return sibling === undefined ? undefined : [...path.slice(0, -1), sibling];
}

/** The maps, up to two, in which the schema knows a key that stands in another: it may only be indented wrongly. */
export function homesElsewhere(name: string, path: ManifestPath): string[] {
  const homes = (homesOfKeys.get(name) ?? []).filter((home) => home !== placeOf(path));
  return homes.length <= 2 ? homes : [];
}
