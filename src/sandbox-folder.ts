import { lstatSync } from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from './errors';
import { SANDBOX_FOLDER } from './output-layout';

/**
 * Throws a UserError if `.tendlc/sandbox`, or `.tendlc` itself, is a symbolic link or a file: a repository may bring
 * one, and credentials, stacks and states would be written to where it points.
 */
export function checkSandboxFolder(): void {
  for (const path of [dirname(SANDBOX_FOLDER), SANDBOX_FOLDER]) {
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (!found || found.isDirectory()) continue;
    const what = found.isSymbolicLink() ? 'a symbolic link' : 'not a folder';
    throw new UserError(
      `${path} is ${what}: the sandbox writes below it, so it must be a folder or absent. Move it away.`,
    );
  }
}
