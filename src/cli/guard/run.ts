import { Exit, UserError } from '../../errors';
import { type GuardInput, guardPlans } from '../../guard/index';
import { readPlan } from '../../terraform/plan';
import { synthesized } from '../../terraform/synthesized';
import type { GuardOptions } from '../commands/guard';
import { loadManifest } from '../load-manifest';
import { print } from '../print';
import { guardFormats } from './formats';

/** Exit 1 if a plan is not what the manifest implies. */
export async function runGuard(plans: readonly string[], options: GuardOptions): Promise<void> {
  const named = plans.map(nameOf);
  const twice = named.find(({ stack }, index) => named.findIndex((other) => other.stack === stack) !== index);
  if (twice) throw new UserError(`stack ${twice.stack} is given twice: one plan for a stack`);
  const inputs: GuardInput[] = named.map(({ stack, file }) => ({ stack, plan: readPlan(file) }));
  const manifest = loadManifest(options);
  const result = guardPlans(manifest, synthesized(manifest), inputs, { all: options.all ?? false });
  print(await guardFormats[options.format](result));
  if (result.verdict === 'fail') throw new Exit(1);
}

function nameOf(text: string): { stack: string; file: string } {
  const [, stack, file] = /^([A-Za-z0-9_.-]+)=(.+)$/.exec(text) ?? [];
  if (stack && file) return { stack, file };
  throw new UserError(
    `${text}: give each plan with its stack, as in main=main.json (of terraform show -json)`,
  );
}
