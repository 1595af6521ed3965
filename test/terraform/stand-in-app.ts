/** Runs main.ts, then replaces AWS's resources by substitutes: an app for cdktf-cli that needs no AWS. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import '../../main';
import { outputDirectory } from '../../src/cli/synth/output';
import { standIn } from './stand-in';

const stacks = join(outputDirectory(), 'stacks');
// cdktf-cli is about to remove a folder without the file.
const files = readdirSync(stacks, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('cdk.tf.json'),
);
for (const file of files) {
  const path = join(stacks, file);
  writeFileSync(path, JSON.stringify(standIn(JSON.parse(readFileSync(path, 'utf8')))));
}
