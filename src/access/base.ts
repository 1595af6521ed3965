import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { UserError } from '../errors';
import { parseManifest } from '../manifest';
import type { Manifest } from '../manifest/types';
import { isObject, reasonOf } from '../terraform/json';
import { parseConfig, readStackFiles, type StackFile } from '../terraform/stack-files';

/** What `--base` names: a committed output, a manifest, or both. */
export interface Base {
  manifest?: Manifest;
  output?: StackFile[];
  name: string;
}

const OUTPUT = 'cdktf.out';

/** `base` is a folder or a file that exists, else a commit of the repository that the manifest is in. */
export function readBase(base: string, manifestFile: string): Base {
  if (!existsSync(base)) return fromGit(base, manifestFile);
  if (statSync(base).isFile()) return { name: base, manifest: manifestOf(readFileSync(base), base) };
  if (existsSync(join(base, 'stacks'))) return { name: base, output: readStackFiles(base) };
  return fromFolder(base, manifestFile);
}

/** A checkout of another version. */
function fromFolder(folder: string, manifestFile: string): Base {
  const inside = relative(process.cwd(), resolve(manifestFile));
  const file = [inside, 'config/accounts.yaml']
    .filter((path) => !path.startsWith('..'))
    .map((path) => join(folder, path))
    .find(existsSync);
  const output = existsSync(join(folder, OUTPUT, 'stacks'))
    ? readStackFiles(join(folder, OUTPUT))
    : undefined;
  if (!file && !output) {
    throw new UserError(
      `${folder} holds neither a synthesized output (a folder "stacks") nor a manifest (config/accounts.yaml)`,
    );
  }
  return {
    name: folder,
    ...(output && { output }),
    ...(file && { manifest: manifestOf(readFileSync(file), file) }),
  };
}

function fromGit(ref: string, manifestFile: string): Base {
  const directory = resolve(manifestFile, '..');
  const commit = git(directory, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  if (commit === undefined) {
    throw new UserError(
      `--base ${ref} is neither a folder, nor a file, nor a commit of this repository. In a pipeline, fetch it first (actions/checkout with fetch-depth: 0).`,
    );
  }
  const root = git(directory, ['rev-parse', '--show-toplevel'])!.trim();
  const inside = (path: string): string => relative(root, withoutLinks(path)).replaceAll('\\', '/');
  const show = (path: string): string | undefined => git(root, ['show', `${commit.trim()}:${path}`]);
  const text = show(inside(manifestFile));
  const output = committedOutput(root, commit.trim(), inside(process.env.CDKTF_OUTDIR ?? OUTPUT), show);
  if (text === undefined && !output) {
    throw new UserError(
      `${ref} has neither ${inside(manifestFile)} nor a committed ${OUTPUT}: there is nothing to compare with`,
    );
  }
  return {
    name: ref,
    ...(output && { output }),
    ...(text !== undefined && { manifest: manifestOf(text, `${ref}:${inside(manifestFile)}`) }),
  };
}

/** As git names its root; the file itself may be gone by now. */
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
  const listed = git(root, ['ls-tree', '-r', '--name-only', '-z', commit, '--', `${folder}/stacks`]) ?? '';
  const files = listed.split('\0').filter((path) => /\/stacks\/[^/]+\/cdk\.tf\.json$/.test(path));
  if (files.length === 0) return undefined;
  return files.sort().map((path) => {
    const config = parseConfig(show(path) ?? '', `${commit.slice(0, 12)}:${path}`);
    return { stack: path.split('/').at(-2)!, config };
  });
}

function manifestOf(source: string | Buffer, file: string): Manifest {
  const { manifest, diagnostics } = parseManifest(source, file);
  if (manifest) return manifest;
  const [first] = diagnostics.filter(({ severity }) => severity === 'error');
  const where = first
    ? `${first.range.start.line}:${first.range.start.column} ${first.message}`
    : 'not valid';
  throw new UserError(`the manifest to compare with has errors: ${file}:${where}`);
}

/** Standard output, or undefined where git says no. */
function git(directory: string, parameters: string[]): string | undefined {
  try {
    return execFileSync('git', parameters, {
      cwd: directory,
      encoding: 'utf8',
      maxBuffer: 1024 ** 3,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch (error) {
    if (isObject(error) && error.code === 'ENOENT')
      throw new UserError(`git is needed for --base: ${reasonOf(error)}`);
    return undefined;
  }
}
