import { join } from 'node:path';

/** Where a synthesis writes: `cdktf.out/stacks/NAME/cdk.tf.json`, and `.tendlc/sandbox/` for rehearsals. */

export const OUTPUT_FOLDER = 'cdktf.out';
export const STACKS_FOLDER = 'stacks';
export const STACK_FILE = 'cdk.tf.json';
export const LOCK_FILE = '.terraform.lock.hcl';
export const SANDBOX_FOLDER = join('.tendlc', 'sandbox');
export const SANDBOX_OUTPUT = join(SANDBOX_FOLDER, OUTPUT_FOLDER);

export function stackFolder(output: string, stack: string): string {
  return join(output, STACKS_FOLDER, stack);
}

export function stackFile(output: string, stack: string): string {
  return join(stackFolder(output, stack), STACK_FILE);
}
