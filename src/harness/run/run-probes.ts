import { Clients } from '../aws/clients';
import { Identities } from '../aws/identities';
import type { AccountPlan, ProbePlan } from '../plan/types';
import { summarize } from '../report/summary';
import type { ProbeResult, VerifyReport } from '../types';
import { workers } from './pace';
import { mayHaveSent } from './resume-log';
import { runAccount } from './run-account';
import { sessionName } from './session-name';
import { Throttled } from './stop';
import type { Findings, Progress, RunContext, RunOptions } from './types';
import { watchRun } from './watch';

const DEFAULT_CONCURRENCY = 10;
const DEFAULT_PROPAGATION_TIMEOUT = 120_000;
const DEFAULT_RETRY_DELAY = 2_000;

/**
 * Makes the plan's calls with the AWS SDK and reports each one. Several accounts run at the same time, so that their
 * sessions are open when their turn to send comes; the pace of sending is that of all of them together.
 */
export async function runProbes(
  plan: ProbePlan,
  options: RunOptions = {},
  onProgress: (event: Progress) => void = () => {},
): Promise<VerifyReport> {
  const { rate, resume: earlier } = options;
  const startedAt = earlier?.startedAt ?? new Date().toISOString();
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const watcher = watchRun(rate, signal, () => stop.abort(new Throttled()));
  const clients = new Clients(watcher);
  const run: RunContext = {
    plan,
    clients,
    identities: new Identities(clients, plan.region, (label) => sessionName(label, plan.runId)),
    retry: {
      until: performance.now() + (options.propagationTimeout ?? DEFAULT_PROPAGATION_TIMEOUT),
      retryDelay: options.retryDelay ?? DEFAULT_RETRY_DELAY,
    },
    signal,
    earlier: sentEarlier(earlier),
    progress: onProgress,
    finish: finisher(plan, onProgress),
  };
  let findings: Findings[];
  try {
    findings = await runAccounts(run, workers(plan, rate, options.concurrency ?? DEFAULT_CONCURRENCY));
  } finally {
    clients.destroy();
  }
  const probes = findings.flatMap(({ results }) => results);
  const throttled = (earlier?.summary.throttled ?? 0) + watcher.throttled();
  return {
    version: 1,
    runId: plan.runId,
    mode: plan.mode,
    destination: plan.destination,
    manifestDigest: plan.manifestDigest,
    startedAt,
    finishedAt: new Date().toISOString(),
    summary: summarize({ ...plan, throttled }, probes),
    readiness: [],
    probes,
    observations: [...(earlier?.observations ?? []), ...findings.flatMap(({ observations }) => observations)],
    notCovered: [...plan.notCovered, ...findings.flatMap(({ notCovered }) => notCovered)],
  };
}

/** In the order of the plan, as many at the same time as there are workers. */
async function runAccounts(run: RunContext, length: number): Promise<Findings[]> {
  const waiting = [...run.plan.accounts.entries()];
  const findings: Findings[] = [];
  run.progress({ kind: 'started', total: totalOf(run.plan) });
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [at, account]: [number, AccountPlan] = next;
      findings[at] = await runAccount(run, account);
    }
  };
  await Promise.all(Array.from({ length }, worker));
  return findings;
}

function finisher(plan: ProbePlan, onProgress: (event: Progress) => void): RunContext['finish'] {
  const total = totalOf(plan);
  let done = 0;
  return (probe, result) => {
    done += 1;
    onProgress(result ? { kind: 'done', result, done, total } : { kind: 'notCovered', probe, done, total });
  };
}

function totalOf({ accounts }: ProbePlan): number {
  return accounts.reduce((sum, { probes }) => sum + probes.length, 0);
}

/** Of an earlier report only what was or may have been sent: everything else costs nothing and is tried again. */
function sentEarlier(report: VerifyReport | undefined): Map<string, ProbeResult> {
  return new Map((report?.probes ?? []).filter(mayHaveSent).map((result) => [result.id, result]));
}
