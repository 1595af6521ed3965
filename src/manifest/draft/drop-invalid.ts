import type { ManifestPath } from '../types';
import type { Issue } from './issues';

/**
 * Takes out what the schema refuses, so that the rest can still be judged: all problems in one run.
 * Elements of lists leave a hole, so that indexes still say where the others stand.
 */
export function dropInvalid(root: unknown, issues: readonly Issue[]): void {
  for (const issue of issues) {
    if (issue.kind !== 'key-name' && issue.kind !== 'missing') remove(root, issue.path);
  }
}

function remove(root: unknown, path: ManifestPath): void {
  let parent = root;
  for (const step of path.slice(0, -1)) {
    if (typeof parent !== 'object' || parent === null) return;
    parent = (parent as Record<string | number, unknown>)[step];
  }
  const last = path.at(-1);
  if (typeof parent !== 'object' || parent === null || last === undefined) return;
  if (Array.isArray(parent)) parent[Number(last)] = undefined;
  else delete (parent as Record<string | number, unknown>)[last];
}
