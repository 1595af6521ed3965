import { Clients } from '../aws/clients';
import { isThrottling, toCallError } from '../aws/errors';
import { Identities } from '../aws/identities';
import type { Plan, Probe } from '../plan/types';
import { summarize } from '../report/summary';
import type { ProbeResult, VerifyReport } from '../types';
import { runAccount } from './account';
import { isOnItsWay } from './journal';
import { Gate, workers } from './pace';
import { sessionName } from './session-name';
import type { Progress, RunOptions } from './types';

/** Throttled so many times in a row, a run stops: production shares the quota. */
const throttlesToStop = 3;
const defaultConcurrency = 10;
const defaultPropagationTimeout = 120_000;
const defaultRetryDelay = 2_000;

/** What the accounts of a run share. */
export interface Run {
  plan: Plan;
  clients: Clients;
  identities: Identities;
  patience: { until: number; retryDelay: number };
  signal: AbortSignal;
  report: VerifyReport;
  earlier: ReadonlyMap<string, ProbeResult>;
  /** `result` undefined: it could not be asked, and is a gap of the report. */
  finish(probe: Probe, result: ProbeResult | undefined): void;
  progress(event: Progress): void;
}

/**
 * Makes the plan's calls by the AWS SDK and reports every one. Several accounts are under way at once, so that their
 * sessions stand when their turn to send comes; sending itself is paced over all of them.
 */
export async function runProbes(
  plan: Plan,
  options: RunOptions = {},
  onProgress: (event: Progress) => void = () => {},
): Promise<VerifyReport> {
  const started = performance.now();
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const clients = new Clients(watcher(options.rate, signal, () => stop.abort(new Throttled())));
  const report = emptyReport(plan, options.resume);
  const total = plan.accounts.reduce((sum, { probes }) => sum + probes.length, 0);
  const results = new Map<string, ProbeResult>();
  let done = 0;
  const run: Run = {
    plan,
    clients,
    identities: new Identities(clients, plan.region, (label) => sessionName(label, plan.runId)),
    patience: {
      until: started + (options.propagationTimeout ?? defaultPropagationTimeout),
      retryDelay: options.retryDelay ?? defaultRetryDelay,
    },
    signal,
    report,
    earlier: resultsOf(options.resume),
    finish(probe, result) {
      if (result) results.set(probe.id, result);
      done += 1;
      onProgress(result ? { kind: 'done', result, done, total } : { kind: 'unasked', probe, done, total });
    },
    progress: onProgress,
  };
  onProgress({ kind: 'started', total });
  const waiting = [...plan.accounts];
  const worker = async () => {
    for (let account = waiting.shift(); account; account = waiting.shift()) await runAccount(run, account);
  };
  try {
    const length = workers(plan, options.rate, options.concurrency ?? defaultConcurrency);
    await Promise.all(Array.from({ length }, worker));
  } finally {
    clients.destroy();
  }
  report.probes = plan.accounts.flatMap(({ probes }) => probes.flatMap(({ id }) => results.get(id) ?? []));
  report.finishedAt = new Date().toISOString();
  report.summary = summarize(plan, report.probes);
  return report;
}

export class Throttled extends Error {
  override readonly name = 'Throttled';
}

/** Paces what counts against quotas of the main account, and gives up where AWS says it is too much. */
function watcher(rate: number | undefined, signal: AbortSignal, giveUp: () => void) {
  // SendTextMessage and Describe* have quotas of their own (user guide, "Quotas"); denied calls count too.
  const sending = new Gate(rate, signal);
  const gates = new Map([
    ['SendTextMessage', sending],
    ['SendMessages', sending],
    ['DescribeSpendLimits', new Gate(rate, signal)],
    ['DescribePhoneNumbers', new Gate(rate, signal)],
  ]);
  let throttles = 0;
  return {
    async before(operation: string) {
      await gates.get(operation)?.pass();
    },
    after(operation: string, thrown: unknown) {
      if (!gates.has(operation)) return;
      throttles = thrown !== undefined && isThrottling(toCallError(thrown)) ? throttles + 1 : 0;
      if (throttles >= throttlesToStop) giveUp();
    },
  };
}

/** Of an earlier report only what was or may have been sent: everything else costs nothing, and is seen again. */
function resultsOf(report: VerifyReport | undefined): Map<string, ProbeResult> {
  return new Map((report?.probes ?? []).filter(isOnItsWay).map((result) => [result.id, result]));
}

function emptyReport(plan: Plan, earlier: VerifyReport | undefined): VerifyReport {
  const now = new Date().toISOString();
  return {
    version: 1,
    runId: plan.runId,
    mode: plan.mode,
    destination: plan.destination,
    manifestDigest: plan.manifestDigest,
    startedAt: earlier?.startedAt ?? now,
    finishedAt: now,
    summary: { passed: 0, failed: 0, sent: 0, estimatedCost: '0.00' },
    probes: [],
    observations: [...(earlier?.observations ?? [])],
    notCovered: [...plan.notCovered],
  };
}
