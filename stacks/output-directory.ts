import { copyFileSync, existsSync, mkdirSync, realpathSync, rmSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { UserError } from '../src/errors';
import { foreignFiles, type OutputInventory, type StackInventory } from '../src/output-inventory';
import { LOCK_FILE, SANDBOX_FOLDER, SANDBOX_OUTPUT, stackFolder } from '../src/output-layout';
import { checkSandboxFolder } from '../src/sandbox-folder';

/** Throws a UserError if a file has that name, or the user has no permission. */
export function createFolder(outdir: string): void {
  try {
    mkdirSync(outdir, { recursive: true });
  } catch (error) {
    throw new UserError(`the stacks cannot be written to ${outdir}: ${(error as Error).message}`, 2, {
      cause: error,
    });
  }
}

/**
 * Throws a UserError if Terraform would read a file that a synth does not write, or a synth would write through a
 * symbolic link.
 */
export function refuseForeign(outdir: string, inventory: OutputInventory): void {
  const foreign = foreignFiles(outdir, inventory);
  if (foreign.length === 0) return;
  throw new UserError(`${foreign.join('\n')}\nMove it away, then synthesize again. Nothing was written.`, 1);
}

/** Folders of stacks that the manifest no longer has. */
export function staleFolders({ stacks }: OutputInventory, live: readonly string[]): StackInventory[] {
  return stacks.filter(({ stack }) => !live.includes(stack));
}

/**
 * A state or its backup may be the only record of what exists, and `--output` may name a folder whose `stacks/` has
 * other uses. Throws a UserError if removing the stale folders would delete anything like that.
 */
export function refuseToDelete(outdir: string, stale: readonly StackInventory[]): void {
  const kept = stale.filter((folder) => folder.kept.length > 0);
  if (kept.length === 0) return;
  const lines = kept.map(
    (folder) =>
      `${stackFolder(outdir, folder.stack)} is not a stack of the manifest, and holds ${folder.kept.join(', ')}`,
  );
  throw new UserError(
    `${lines.join('\n')}\n` +
      'A synth removes the folders of former stacks, but not with such files in them. Push a state to its backend ' +
      '(terraform state push) or move the files away, then synthesize again. Nothing was written.',
    1,
  );
}

/** cdktf-cli removes the folders that it saw before the app ran, and fails where one is gone already. */
export function removeStale(outdir: string, stale: readonly StackInventory[]): void {
  const underCdktfCli = process.env.CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS !== undefined;
  for (const { stack } of stale) {
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

/** A rehearsal writes below `.tendlc/sandbox/` only: real output and real state are elsewhere. Throws a UserError. */
export function refuseOutsideSandbox(outdir: string): void {
  checkSandboxFolder();
  const inside = relative(realPath(SANDBOX_FOLDER), realPath(outdir));
  if (inside !== '' && !isAbsolute(inside) && inside.split(sep)[0] !== '..') return;
  throw new UserError(
    `in the sandbox (TENDLC_SANDBOX=1) synth writes below ${SANDBOX_FOLDER}${sep} only, not to ${outdir}\n` +
      `Give it that output: tendlc synth --output ${SANDBOX_OUTPUT}, or cdktf deploy --output ${SANDBOX_OUTPUT}`,
  );
}

/** Follows links as far as the path exists: behind a link, the stacks' relative state would be the real one. */
function realPath(path: string): string {
  const absolute = resolve(path);
  return existsSync(absolute)
    ? realpathSync(absolute)
    : join(realPath(dirname(absolute)), basename(absolute));
}
