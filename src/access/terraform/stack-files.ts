import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../cli/errors';
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
    .map((stack) => ({ stack, config: readConfig(join(stacks, stack, 'cdk.tf.json')) }));
  if (files.length === 0) throw new UserError(`${stacks} holds no stack (no folder with a cdk.tf.json)`);
  return files;
}

function readConfig(file: string): JsonObject {
  let config: unknown;
  try {
    config = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UserError(`${file} cannot be read: ${reasonOf(error)}`, 2, { cause: error });
  }
  if (!isObject(config)) throw new UserError(`${file} is not a Terraform configuration: it holds no object`);
  if (isDeeper(config, MAX_DEPTH))
    throw new UserError(`${file} is nested more than ${MAX_DEPTH} levels deep`);
  return config;
}
