import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../errors';
import { duplicateKey } from '../iam/json';
import { isDeeper, isObject, type JsonObject, MAX_DEPTH, reasonOf } from './json';

/** One synthesized stack: `stacks/NAME/cdk.tf.json`. */
export interface StackFile {
  stack: string;
  config: JsonObject;
}

/** Reads every stack of a CDKTF output (`cdktf.out`), sorted by name. */
export function readStackFiles(directory: string): StackFile[] {
  const stacks = join(directory, 'stacks');
  if (!existsSync(stacks)) {
    throw new UserError(
      `${directory} is not an output of a synthesis: it has no folder "stacks". Give the folder that tendlc synth writes, as a rule cdktf.out.`,
    );
  }
  const files = readdirSync(stacks, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(stacks, entry.name, 'cdk.tf.json')))
    .map((entry) => entry.name)
    .sort()
    .map((stack) => ({ stack, config: readStack(join(stacks, stack)) }));
  if (files.length === 0) throw new UserError(`${stacks} holds no stack (no folder with a cdk.tf.json)`);
  return files;
}

/** Terraform and OpenTofu read every such file of the folder, and let override.tf.json win. */
const CONFIGURATION = /\.(tf|tofu)(\.json)?$/;

function readStack(folder: string): JsonObject {
  const other = readdirSync(folder).find((name) => CONFIGURATION.test(name) && name !== 'cdk.tf.json');
  if (other !== undefined) {
    throw new UserError(
      `${join(folder, other)}: Terraform reads this file as well, and tendlc does not write it. Move it out of the stack's folder.`,
    );
  }
  const file = join(folder, 'cdk.tf.json');
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
