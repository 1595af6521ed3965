import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
} from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { UserError } from '../src/errors';
import {
  LOCK_FILE,
  SANDBOX_FOLDER,
  SANDBOX_OUTPUT,
  STACK_FILE,
  STACKS_FOLDER,
  stackFolder,
} from '../src/output-layout';

/** Throws a UserError where it cannot be: a file of that name, no permission. */
export function createFolder(outdir: string): void {
  try {
    mkdirSync(outdir, { recursive: true });
  } catch (error) {
    throw new UserError(`the stacks cannot be written to ${outdir}: ${(error as Error).message}`, 2, {
      cause: error,
    });
  }
}

/** Folders of stacks that are no more. Terraform's files of stacks that still are stay where they are. */
export function staleFolders(outdir: string, stacks: readonly string[]): string[] {
  const folder = join(outdir, STACKS_FOLDER);
  if (!existsSync(folder)) return [];
  const live = new Set(stacks);
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !live.has(entry.name))
    .map((entry) => entry.name)
    .sort();
}

/**
 * A state that could not be written is left by Terraform in the stack's folder as `errored.tfstate`, and a local
 * backend may keep one there; it may be the only record of what exists, so nothing is removed around it.
 */
export function refuseToLoseState(outdir: string, stale: readonly string[]): void {
  for (const stack of stale) {
    const folder = stackFolder(outdir, stack);
    const state = states(folder).find(recordsResources);
    if (!state) continue;
    throw new UserError(
      `stack ${stack} is not in the manifest any more, but its folder holds a Terraform state with resources: ${state}\n` +
        `Push it to its backend (terraform state push) or move it away, then synthesize again. Nothing was written.`,
      1,
    );
  }
}

/** `--output` may name a folder whose `stacks/` is somebody else's: nothing is removed that no synth has written. */
export function refuseToRemoveForeign(outdir: string, stale: readonly string[]): void {
  const foreign = stale.map((stack) => stackFolder(outdir, stack)).find(isForeign);
  if (!foreign) return;
  throw new UserError(
    `${foreign} is no stack's folder (it has no ${STACK_FILE}), and a synth removes what is no stack of the manifest\n` +
      'Move it away, or write the stacks elsewhere (--output). Nothing was written.',
    1,
  );
}

/** Terraform's own files may be all that is left of a stack. */
function isForeign(folder: string): boolean {
  const names = readdirSync(folder);
  return !names.includes(STACK_FILE) && names.some((name) => !/^\.terraform|\.tfstate/.test(name));
}

/** `.terraform/terraform.tfstate` is no state: it remembers the backend. */
function states(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tfstate') && name.split(sep)[0] !== '.terraform')
    .map((name) => join(folder, name));
}

function recordsResources(state: string): boolean {
  try {
    return JSON.parse(readFileSync(state, 'utf8')).resources.length > 0;
  } catch {
    return true;
  }
}

/** cdktf-cli removes the folders that it saw before the app ran, and fails where one is gone already. */
export function removeStale(outdir: string, stale: readonly string[]): void {
  const underCdktfCli = process.env.CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS !== undefined;
  for (const stack of stale) {
    const folder = stackFolder(outdir, stack);
    rmSync(folder, { recursive: true, force: true });
    if (underCdktfCli) mkdirSync(folder);
  }
}

/** One lock file at the root, for every platform, reviewed once: Terraform reads it from each stack's folder. */
export function copyLockFile(lockFile: string, outdir: string, stacks: readonly string[]): void {
  if (!existsSync(lockFile)) return;
  for (const stack of stacks) copyFileSync(lockFile, join(stackFolder(outdir, stack), LOCK_FILE));
}

/** Rehearsing writes below `.tendlc/sandbox/` only: real output and real state are elsewhere. */
export function refuseOutsideSandbox(outdir: string): void {
  const inside = relative(realPath(SANDBOX_FOLDER), realPath(outdir));
  if (inside !== '' && !isAbsolute(inside) && inside.split(sep)[0] !== '..') return;
  throw new UserError(
    `in the sandbox (TENDLC_SANDBOX=1) synth writes below ${SANDBOX_FOLDER}${sep} only, not to ${outdir}\n` +
      `Give it that output: tendlc synth --output ${SANDBOX_OUTPUT}, or cdktf deploy --output ${SANDBOX_OUTPUT}`,
  );
}

/** Links followed as far as there is something: through a link the stacks' relative state would be the real one. */
function realPath(path: string): string {
  const absolute = resolve(path);
  return existsSync(absolute)
    ? realpathSync(absolute)
    : join(realPath(dirname(absolute)), basename(absolute));
}
