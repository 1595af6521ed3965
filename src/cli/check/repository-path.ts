import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/**
 * A path as GitHub's annotations want it: from the root of the repository, wherever the command runs. Without a
 * repository around it, from GITHUB_WORKSPACE; a file outside of both keeps its path.
 */
export function repositoryPath(file: string, env: NodeJS.ProcessEnv = process.env): string {
  const path = real(file);
  const root = repositoryOf(dirname(path)) ?? (env.GITHUB_WORKSPACE ? real(env.GITHUB_WORKSPACE) : undefined);
  if (root === undefined) return file;
  const inside = relative(root, path);
  return inside.startsWith('..') || inside === '' ? file : inside.split(sep).join('/');
}

function repositoryOf(folder: string): string | undefined {
  // A worktree and a submodule have a file of that name.
  if (existsSync(join(folder, '.git'))) return folder;
  return dirname(folder) === folder ? undefined : repositoryOf(dirname(folder));
}

function real(path: string): string {
  const absolute = resolve(path);
  return existsSync(absolute) ? realpathSync(absolute) : absolute;
}
