import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Exit, UserError } from '../../errors';
import { type GuardInput, guardPlans } from '../../guard/index';
import { inSandbox } from '../../in-sandbox';
import { STACKS_FOLDER, stackFolder } from '../../output-layout';
import { configurationIn } from '../../terraform/planned-configuration';
import { readPlannedFile } from '../../terraform/planned-file';
import { synthesized } from '../../terraform/synthesized';
import type { GuardOptions } from '../commands/guard';
import { loadManifest } from '../load-manifest';
import { print } from '../print';
import { outputDirectory } from '../synth/output';
import { guardFormats } from './formats';

/** Exit 1 if a plan is not what the manifest implies. */
export async function runGuard(plans: readonly string[], options: GuardOptions): Promise<void> {
  if (options.from === '') throw new UserError('--from is empty: it needs a value');
  const named = plans.map(nameOf);
  const twice = named.find(({ stack }, index) => named.findIndex((other) => other.stack === stack) !== index);
  if (twice) throw new UserError(`stack ${twice.stack} is given twice: one plan for a stack`);
  const inputs: GuardInput[] = [];
  // One after the other: each plan may have many megabytes.
  for (const { stack, file } of named) inputs.push(await inputOf(stack, file, options));
  const manifest = loadManifest(options);
  const result = guardPlans(manifest, synthesized(manifest), inputs, { all: options.all ?? false });
  print(await guardFormats[options.format](result));
  if (result.verdict === 'fail') throw new Exit(1);
}

async function inputOf(stack: string, file: string, options: GuardOptions): Promise<GuardInput> {
  const output = outputDirectory(options.from);
  const { plan, configuration } = await readPlannedFile(file, {
    program: options.terraform,
    folder: stackFolder(output, stack),
  });
  const planned = configuration ?? (isAtHand(options) ? configurationIn(output, stack) : undefined);
  return { stack, plan, ...(planned && { configuration: planned }) };
}

/**
 * The output in the working folder is that of the manifest in use. A rehearsal's is not consulted: others may have
 * rehearsed there, and its plans change nothing real.
 */
function isAtHand({ from }: GuardOptions): boolean {
  if (from !== undefined) return true;
  return !inSandbox() && existsSync(join(outputDirectory(), STACKS_FOLDER));
}

function nameOf(text: string): { stack: string; file: string } {
  const [, stack, file] = /^([A-Za-z0-9_.-]+)=(.+)$/.exec(text) ?? [];
  if (stack && file) return { stack, file };
  throw new UserError(`${text}: name each plan's stack, as in main=main.tfplan`);
}
