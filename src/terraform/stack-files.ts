import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../errors';
import { duplicateKey } from '../iam/json';
import { foreignFiles, inventoryOf } from '../output-inventory';
import { OUTPUT_FOLDER, STACK_FILE, STACKS_FOLDER, stackFile } from '../output-layout';
import { isDeeper, isObject, type JsonObject, MAX_DEPTH, reasonOf } from './json';

/** One synthesized stack: `stacks/NAME/cdk.tf.json`. */
export interface StackFile {
  stack: string;
  config: JsonObject;
}

/**
 * Reads every stack of a CDKTF output (`cdktf.out`), sorted by name. Throws a UserError if it holds a symbolic link in
 * place of a stack, or a file of others that Terraform would read.
 */
export function readStackFiles(directory: string): StackFile[] {
  const folder = join(directory, STACKS_FOLDER);
  if (!existsSync(folder)) {
    throw new UserError(
      `${directory} is not an output of a synthesis: it has no folder "${STACKS_FOLDER}". Give the folder that tendlc synth writes, as a rule ${OUTPUT_FOLDER}.`,
    );
  }
  const inventory = inventoryOf(directory);
  const foreign = foreignFiles(directory, inventory);
  if (foreign.length > 0) throw new UserError(`${foreign.join('\n')}\nMove it away.`);
  const stacks = inventory.stacks.filter(({ hasStackFile }) => hasStackFile);
  if (stacks.length === 0) throw new UserError(`${folder} holds no stack (no folder with a ${STACK_FILE})`);
  return stacks.map(({ stack }) => ({ stack, config: readStack(stackFile(directory, stack)) }));
}

/** One `cdk.tf.json`. Throws a UserError if it cannot be read. */
export function readStack(file: string): JsonObject {
  try {
    return parseConfig(readFileSync(file, 'utf8'), file);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${file} cannot be read: ${reasonOf(error)}`, 2, { cause: error });
  }
}

/** The text of a `cdk.tf.json`; `file` is how messages call it. */
export function parseConfig(text: string, file: string): JsonObject {
  let config: unknown;
  try {
    config = JSON.parse(text);
  } catch (error) {
    throw new UserError(`${file} cannot be read: ${reasonOf(error)}`, 2, { cause: error });
  }
  if (!isObject(config)) throw new UserError(`${file} is not a Terraform configuration: it holds no object`);
  if (isDeeper(config, MAX_DEPTH))
    throw new UserError(`${file} is nested more than ${MAX_DEPTH} levels deep`);
  // JSON.parse keeps the last of them, Terraform may take both.
  const twice = duplicateKey(text);
  if (twice !== undefined) throw new UserError(`${file}: the key ${twice} stands twice in one object`);
  return config;
}
