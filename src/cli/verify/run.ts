import { randomBytes } from 'node:crypto';
import { delegate } from '../../delegation';
import { Exit } from '../../errors';
import {
  type Caller,
  confirmDelivery,
  effectiveRate,
  hasPassed,
  Journal,
  numberRates,
  type Plan,
  planProbes,
  requireCovered,
  runProbes,
  type VerifyReport,
} from '../../harness';
import { inSandbox } from '../../in-sandbox';
import type { Manifest } from '../../manifest/types';
import { loadManifest } from '../load-manifest';
import { announce, checkMayAsk, confirmLive } from './announce';
import { whoCalls } from './caller';
import { destinationOf } from './destination';
import { onInterrupt } from './interrupt';
import { checkNames } from './names';
import type { VerifyOptions } from './options';
import { type Output, outputsOf, writeOutputs } from './outputs';
import { showProgress } from './progress';
import { rehearsalProfiles, rehearse } from './rehearse';
import { checkSame, readReport, withLater } from './resume';

/** Seconds. */
const defaultWait = 300;
/** The profile that the sandbox writes for the main account. */
const sandboxMain = 'tendlc-sandbox-main';

/** What is known before the first call. */
interface Prepared {
  manifest: Manifest;
  options: VerifyOptions;
  destination: string;
  outputs: readonly Output[];
  earlier?: VerifyReport;
}

/** Exit 0: every planned probe has run and passed. Exit 2: the run could not begin. */
export async function runVerify(options: VerifyOptions): Promise<void> {
  const manifest = loadManifest(options);
  checkNames(manifest, options);
  const destination = destinationOf(manifest, options);
  checkMayAsk(options);
  const { resume } = options;
  const report = resume === undefined ? undefined : readReport(resume);
  const outputs = outputsOf(options.format, options.output);
  const earlier = report && withLater(report, jsonFile(outputs));
  const prepared: Prepared = { manifest, options, destination, earlier, outputs };
  const work = () => verify(prepared);
  const done = options.sandbox ? await rehearse(manifest, work) : await work();
  if (!hasPassed(done)) throw new Exit(1);
}

async function verify({ manifest, options, destination, outputs, earlier }: Prepared): Promise<VerifyReport> {
  const { mode, only, sample, negatives, resume, sandbox = false } = options;
  const caller = await whoCalls(manifest);
  const runId = earlier?.runId ?? randomBytes(4).toString('hex');
  const plan = planProbes(manifest, delegate(manifest), {
    mode,
    only,
    sample,
    negatives,
    destination,
    runId,
    caller,
    ...((sandbox || inSandbox()) && { rehearsal: rehearsalProfiles }),
  });
  if (earlier) checkSame(resume!, earlier, plan);
  const rate = await rateOf(manifest, plan, caller, options);
  if (!sandbox) announce(plan, rate);
  await confirmLive(plan, options.yes ?? false);
  const journal = journalFor(plan, outputs, resume, earlier);
  const interrupt = onInterrupt();
  const progress = showProgress();
  const propagationTimeout = sandbox ? 0 : options.propagationTimeout * 1000;
  try {
    const { concurrency } = options;
    const { signal } = interrupt;
    const ran = await runProbes(
      plan,
      { concurrency, rate, propagationTimeout, resume: earlier, signal },
      (event) => {
        journal?.on(event);
        progress.on(event);
      },
    );
    progress.stop();
    const confirmed = await delivery(plan, ran, options, signal);
    const report = requireCovered(confirmed, options.require ?? [], plan.maxPrice);
    await writeOutputs(outputs, report, sandbox);
    journal?.remove();
    return report;
  } finally {
    interrupt.off();
    progress.stop();
  }
}

/** A sandbox has no quota that anybody shares. */
async function rateOf(
  manifest: Manifest,
  plan: Plan,
  caller: Caller | undefined,
  { sandbox, mainProfile }: VerifyOptions,
): Promise<number | undefined> {
  if (sandbox || inSandbox()) return undefined;
  const { numbers, region, accountId } = manifest.main;
  if (!mainProfile && caller?.accountId !== accountId) return effectiveRate(plan.sendRate);
  const used = new Set(plan.accounts.flatMap(({ probes }) => probes.map(({ number }) => number)));
  const rates = await numberRates(
    numbers.filter(({ name }) => used.has(name)),
    region,
    mainProfile,
  );
  return effectiveRate(plan.sendRate, rates);
}

async function delivery(
  plan: Plan,
  report: VerifyReport,
  { waitDelivery, sandbox, mainProfile = sandbox ? sandboxMain : undefined }: VerifyOptions,
  signal: AbortSignal,
): Promise<VerifyReport> {
  if (waitDelivery === undefined || plan.mode === 'dry-run' || signal.aborted) return report;
  const timeout = (waitDelivery === true ? defaultWait : waitDelivery) * 1000;
  process.stderr.write(`Waiting up to ${timeout / 1000} s for delivery events\n`);
  return confirmDelivery(plan, report, { timeout, mainProfile, signal });
}

/** Beside the JSON report, where one is asked for; else beside the one that the run goes on from. */
function journalFor(
  plan: Plan,
  outputs: readonly Output[],
  resume: string | undefined,
  earlier: VerifyReport | undefined,
): Journal | undefined {
  const file = jsonFile(outputs) ?? resume;
  return file === undefined ? undefined : new Journal(file, plan, earlier);
}

function jsonFile(outputs: readonly Output[]): string | undefined {
  return outputs.find(({ format, file }) => format === 'json' && file !== undefined)?.file;
}
