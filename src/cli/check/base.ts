import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { UserError } from '../../errors';
import { type BaseManifest, readBase } from '../../manifest';
import { type ManifestOption, manifestPath } from './read-manifest';

/** The earlier manifest: a file of that name, else the manifest's path in that git revision. */
export function baseOf(refOrFile: string, options: ManifestOption): BaseManifest {
  const { source, file } = isFile(refOrFile)
    ? { source: readFileSync(refOrFile), file: refOrFile }
    : atRevision(refOrFile, manifestPath(options));
  const base = readBase(source, file);
  if (!base) throw new UserError(`--base: ${file} is not a manifest: it is no YAML map.`);
  return base;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** A revision in which there was no manifest yet forbids nothing. */
function atRevision(ref: string, path: string): { source: Buffer; file: string } {
  const directory = dirname(resolve(path));
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', directory, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 64 * 1024 * 1024,
    });
  const file = `${ref}:${path}`;
  try {
    git('rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`);
  } catch (error) {
    throw new UserError(
      `--base: "${ref}" is neither a file nor a revision of the git repository of ${path}. In a pipeline, fetch it first (actions/checkout with fetch-depth: 0).`,
      2,
      { cause: error },
    );
  }
  const name = `./${basename(path)}`;
  if (git('ls-tree', '--name-only', ref, '--', name).length === 0)
    return { source: Buffer.from('secondaries: {}'), file };
  return { source: git('show', '--end-of-options', `${ref}:${name}`), file };
}
