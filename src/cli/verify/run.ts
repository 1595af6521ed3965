import { randomBytes } from 'node:crypto';
import { delegate } from '../../delegation';
import { Exit } from '../../errors';
import {
  type CallerIdentity,
  confirmDelivery,
  hasPassed,
  type ProbePlan,
  planProbes,
  type Readiness,
  ResumeLog,
  readReadiness,
  requireCovered,
  runProbes,
  type VerifyReport,
} from '../../harness';
import { inSandbox } from '../../in-sandbox';
import type { Manifest } from '../../manifest/types';
import { sandboxProfile } from '../../names';
import type { VerifyOptions } from '../commands/verify';
import { loadManifest } from '../load-manifest';
import { log } from '../print';
import { announce, checkMayAsk, confirmLive } from './announce';
import { whoCalls } from './caller';
import { destinationOf } from './destination';
import { onInterrupt } from './interrupt';
import { checkNames } from './names';
import { type Output, outputsOf, writeOutputs } from './outputs';
import { showProgress } from './progress';
import { rateOf } from './rate';
import { rehearsalProfiles, rehearse } from './rehearse';
import { checkSame, readReport, withLater } from './resume';
import { resumeCommand } from './resume-command';

/** Seconds. */
const DEFAULT_WAIT = 300;

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
  const { mode, only, sample, negatives, resume, sandbox = false, all = false } = options;
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
  // Beside the JSON report, if there is one; otherwise beside the one that the run resumes from.
  const json = jsonFile(outputs) ?? resume;
  const resumeLog = json === undefined ? undefined : new ResumeLog(json, plan, earlier);
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
        resumeLog?.on(event);
        progress.on(event);
      },
    );
    progress.stop();
    const confirmed = await delivery(plan, ran, options, signal);
    const readiness = await readinessOf(manifest, caller, options);
    const report = requireCovered({ ...confirmed, readiness }, options.require ?? [], plan.maxPrice);
    await writeOutputs(outputs, report, { sandbox, all, resume: resumeCommand(report, options, json) });
    resumeLog?.remove();
    return report;
  } finally {
    interrupt.off();
    progress.stop();
  }
}

/** Empty without credentials of the main account. */
async function readinessOf(
  { main }: Manifest,
  caller: CallerIdentity | undefined,
  { sandbox, mainProfile = sandbox ? sandboxProfile.main : undefined }: VerifyOptions,
): Promise<Readiness[]> {
  if (!mainProfile && caller?.accountId !== main.accountId) return [];
  return readReadiness(main, mainProfile);
}

async function delivery(
  plan: ProbePlan,
  report: VerifyReport,
  { waitDelivery, sandbox, mainProfile = sandbox ? sandboxProfile.main : undefined }: VerifyOptions,
  signal: AbortSignal,
): Promise<VerifyReport> {
  if (waitDelivery === undefined || plan.mode === 'dry-run' || signal.aborted) return report;
  const timeout = (waitDelivery === true ? DEFAULT_WAIT : waitDelivery) * 1000;
  log(`Waiting up to ${timeout / 1000} s for delivery events\n`);
  return confirmDelivery(plan, report, { timeout, mainProfile, signal });
}

function jsonFile(outputs: readonly Output[]): string | undefined {
  return outputs.find(({ format, file }) => format === 'json' && file !== undefined)?.file;
}
