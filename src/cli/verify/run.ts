import { randomBytes } from 'node:crypto';
import { delegate } from '../../delegation';
import {
  effectiveRate,
  hasPassed,
  type Plan,
  planProbes,
  type RunOptions,
  runProbes,
  type VerifyReport,
} from '../../harness';
import type { Manifest } from '../../manifest/types';
import { Exit } from '../errors';
import { loadManifest } from '../load-manifest';
import { whoCalls } from './caller';
import { checkNames } from './names';
import type { VerifyOptions } from './options';
import { outputsOf, writeOutputs } from './outputs';
import { showProgress } from './progress';
import { rehearse } from './rehearse';

/** Exit 0: every planned probe has run and passed. Exit 2: the run could not begin. */
export async function runVerify(options: VerifyOptions): Promise<void> {
  const outputs = outputsOf(options.format, options.output);
  const manifest = loadManifest(options);
  checkNames(manifest, options);
  const report = options.sandbox
    ? await rehearse(manifest, () => verify(manifest, options))
    : await verify(manifest, options);
  await writeOutputs(outputs, report, options.sandbox ?? false);
  if (!hasPassed(report)) throw new Exit(1);
}

async function verify(manifest: Manifest, options: VerifyOptions): Promise<VerifyReport> {
  const { mode, only, sample, negatives, destination } = options;
  const plan = planProbes(manifest, delegate(manifest), {
    mode,
    only,
    sample,
    negatives,
    destination,
    runId: randomBytes(4).toString('hex'),
    caller: await whoCalls(manifest),
  });
  return run(plan, {
    concurrency: options.concurrency,
    // A sandbox has no quota that anybody shares.
    rate: options.sandbox || process.env.TENDLC_SANDBOX === '1' ? undefined : effectiveRate(plan.sendRate),
    propagationTimeout: options.sandbox ? 0 : options.propagationTimeout * 1000,
  });
}

async function run(plan: Plan, options: RunOptions): Promise<VerifyReport> {
  const progress = showProgress();
  try {
    return await runProbes(plan, options, (event) => progress.on(event));
  } finally {
    progress.stop();
  }
}
