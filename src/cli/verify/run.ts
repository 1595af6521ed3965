import { randomBytes } from 'node:crypto';
import { delegate } from '../../delegation';
import {
  confirmDelivery,
  effectiveRate,
  hasPassed,
  Journal,
  type Plan,
  planProbes,
  type RunOptions,
  requireCovered,
  runProbes,
  type VerifyReport,
} from '../../harness';
import type { Manifest } from '../../manifest/types';
import { Exit } from '../errors';
import { loadManifest } from '../load-manifest';
import { announce, confirmLive } from './announce';
import { whoCalls } from './caller';
import { destinationOf } from './destination';
import { onInterrupt } from './interrupt';
import { checkNames } from './names';
import type { VerifyOptions } from './options';
import { type Output, outputsOf, writeOutputs } from './outputs';
import { showProgress } from './progress';
import { rehearse } from './rehearse';
import { checkSame, readReport } from './resume';

/** Exit 0: every planned probe has run and passed. Exit 2: the run could not begin. */
export async function runVerify(options: VerifyOptions): Promise<void> {
  const manifest = loadManifest(options);
  checkNames(manifest, options);
  const destination = destinationOf(manifest, options);
  const earlier = options.resume === undefined ? undefined : readReport(options.resume);
  const outputs = outputsOf(options.format, options.output);
  const work = () => verify(manifest, { ...options, destination }, outputs, earlier);
  const report = options.sandbox ? await rehearse(manifest, work) : await work();
  if (!hasPassed(report)) throw new Exit(1);
}

async function verify(
  manifest: Manifest,
  options: VerifyOptions & { destination: string },
  outputs: readonly Output[],
  earlier: VerifyReport | undefined,
): Promise<VerifyReport> {
  const { mode, only, sample, negatives, destination } = options;
  // A sandbox has no quota that anybody shares, and shows a change of IAM at once.
  const rehearsal = options.sandbox || process.env.TENDLC_SANDBOX === '1';
  const plan = planProbes(manifest, delegate(manifest), {
    mode,
    only,
    sample,
    negatives,
    destination,
    runId: earlier?.runId ?? randomBytes(4).toString('hex'),
    caller: await whoCalls(manifest),
  });
  if (earlier) checkSame(options.resume!, earlier, plan);
  const rate = rehearsal ? undefined : effectiveRate(plan.sendRate);
  if (!options.sandbox) announce(plan, rate);
  await confirmLive(plan, options.yes ?? false);
  const journal = journalFor(plan, outputs, options.resume);
  const ran = await run(plan, journal, {
    concurrency: options.concurrency,
    rate,
    propagationTimeout: options.sandbox ? 0 : options.propagationTimeout * 1000,
    resume: earlier,
  });
  const confirmed = await delivery(plan, ran, options);
  const report = requireCovered(confirmed, options.require ?? [], plan.maxPrice);
  await writeOutputs(outputs, report, options.sandbox ?? false);
  journal?.remove();
  return report;
}

const defaultWait = 300;
/** The profile that the sandbox writes for the main account. */
const sandboxMain = 'tendlc-sandbox-main';

async function delivery(plan: Plan, report: VerifyReport, options: VerifyOptions): Promise<VerifyReport> {
  const { waitDelivery, sandbox, mainProfile = sandbox ? sandboxMain : undefined } = options;
  if (waitDelivery === undefined || plan.mode === 'dry-run') return report;
  const timeout = (waitDelivery === true ? defaultWait : waitDelivery) * 1000;
  process.stderr.write(`Waiting up to ${timeout / 1000} s for delivery events\n`);
  return confirmDelivery(plan, report, { timeout, mainProfile });
}

/** Beside the JSON report, where one is asked for; else beside the one that the run goes on from. */
function journalFor(plan: Plan, outputs: readonly Output[], resume: string | undefined): Journal | undefined {
  const file = outputs.find(({ format, file }) => format === 'json' && file !== undefined)?.file ?? resume;
  return file === undefined ? undefined : new Journal(file, plan);
}

async function run(plan: Plan, journal: Journal | undefined, options: RunOptions): Promise<VerifyReport> {
  const progress = showProgress();
  const interrupt = onInterrupt();
  try {
    return await runProbes(plan, { ...options, signal: interrupt.signal }, (event) => {
      journal?.on(event);
      progress.on(event);
    });
  } finally {
    interrupt.off();
    progress.stop();
  }
}
