import { join } from 'node:path';
import { inventoryOf } from '../output-inventory';
import { STACKS_FOLDER, stackFile, stackFolder } from '../output-layout';
import type { JsonObject } from './json';
import { readStack } from './stack-files';

/** The configuration that Terraform planned, as found in a saved plan or in an output. */
export interface PlannedConfiguration {
  /** The file or folder where it was read. */
  source: string;
  /** What `cdk.tf.json` holds; absent if there is none. */
  config?: JsonObject;
  /** Other files that Terraform reads with it. */
  foreign: { path: string; why: string }[];
}

export const READ_TOO = 'Terraform reads this file too, and a synth does not write it';

/** From an output folder. Throws a UserError for a `cdk.tf.json` that cannot be read. */
export function configurationIn(output: string, stack: string): PlannedConfiguration {
  const folder = stackFolder(output, stack);
  const inventory = inventoryOf(output);
  const places = [output, join(output, STACKS_FOLDER), folder];
  const replaced = inventory.replaced.filter(
    ({ path }) => places.includes(path) || path.startsWith(join(folder, '/')),
  );
  const own = inventory.stacks.find((one) => one.stack === stack);
  const file = stackFile(output, stack);
  const isReadable = own?.hasStackFile && replaced.length === 0;
  return {
    source: folder,
    ...(isReadable && { config: readStack(file) }),
    foreign: [
      ...replaced.map(({ path, is }) => ({ path, why: `it is ${is}, and a synth does not write that` })),
      ...(own?.read ?? []).map((name) => ({ path: join(folder, name), why: READ_TOO })),
    ],
  };
}
