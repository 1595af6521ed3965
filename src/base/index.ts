import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { UserError } from '../errors';
import { OUTPUT_FOLDER, STACKS_FOLDER } from '../output-layout';
import { parseConfig, readStackFiles, type StackFile } from '../terraform/stack-files';
import { commitOf, git } from './git';

/** What `--base` names: an earlier manifest, a committed output, both, or neither of them yet. */
export interface Base {
  name: string;
  manifest?: { source: string | Buffer; file: string };
  output?: StackFile[];
}

/** `base` is a folder or a file that exists, else a commit of the repository that the manifest is in. */
export function readBase(base: string, manifestFile: string): Base {
  if (!existsSync(base)) return fromGit(base, manifestFile);
  if (statSync(base).isFile()) return { name: base, manifest: { source: readFileSync(base), file: base } };
  if (existsSync(join(base, STACKS_FOLDER))) return { name: base, output: readStackFiles(base) };
  return fromFolder(base, manifestFile);
}

/** A checkout of another version. */
function fromFolder(folder: string, manifestFile: string): Base {
  const inside = relative(process.cwd(), resolve(manifestFile));
  const file = [inside, 'config/accounts.yaml']
    .filter((path) => !path.startsWith('..'))
    .map((path) => join(folder, path))
    .find(existsSync);
  const output = existsSync(join(folder, OUTPUT_FOLDER, STACKS_FOLDER))
    ? readStackFiles(join(folder, OUTPUT_FOLDER))
    : undefined;
  if (!file && !output) {
    throw new UserError(
      `${folder} holds neither a synthesized output (a folder "stacks") nor a manifest (config/accounts.yaml)`,
    );
  }
  return {
    name: folder,
    ...(output && { output }),
    ...(file && { manifest: { source: readFileSync(file), file } }),
  };
}

function fromGit(ref: string, manifestFile: string): Base {
  const directory = existingFolder(dirname(resolve(manifestFile)));
  const commit = commitOf(directory, ref);
  const root = git(directory, ['rev-parse', '--show-toplevel'])!.trim();
  const inside = (path: string): string => relative(root, withoutLinks(path)).replaceAll('\\', '/');
  const show = (path: string): string | undefined => git(root, ['show', `${commit}:${path}`]);
  const source = show(inside(manifestFile));
  const output = committedOutput(root, commit, inside(process.env.CDKTF_OUTDIR ?? OUTPUT_FOLDER), show);
  return {
    name: ref,
    ...(output && { output }),
    ...(source !== undefined && { manifest: { source, file: `${ref}:${inside(manifestFile)}` } }),
  };
}

/** The manifest's folder can be gone by now: then the nearest one above it. */
function existingFolder(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : existingFolder(dirname(folder));
}

/** With links resolved, as git names its root; the file itself can be gone by now. */
function withoutLinks(path: string): string {
  const folder = dirname(resolve(path));
  return join(existsSync(folder) ? realpathSync(folder) : folder, basename(path));
}

function committedOutput(
  root: string,
  commit: string,
  folder: string,
  show: (path: string) => string | undefined,
): StackFile[] | undefined {
  const listed =
    git(root, ['ls-tree', '-r', '--name-only', '-z', commit, '--', `${folder}/${STACKS_FOLDER}`]) ?? '';
  const files = listed.split('\0').filter((path) => /\/stacks\/[^/]+\/cdk\.tf\.json$/.test(path));
  if (files.length === 0) return undefined;
  return files.sort().map((path) => {
    const config = parseConfig(show(path) ?? '', `${commit.slice(0, 12)}:${path}`);
    return { stack: path.split('/').at(-2)!, config };
  });
}
