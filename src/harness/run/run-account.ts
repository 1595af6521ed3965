import type { Outcome } from '../aws/errors';
import type { AccountPlan } from '../plan/types';
import type { Observation, ProbeResult } from '../types';
import { AccountSession } from './account-session';
import { runProbe } from './run-probe';
import { sessionName } from './session-name';
import type { Findings, RunContext } from './types';

/** One account's probes, one after the other, in the order of the plan. */
export async function runAccount(run: RunContext, account: AccountPlan): Promise<Findings> {
  const { plan, clients, identities } = run;
  const name = sessionName(account.account, plan.runId);
  const session = new AccountSession(account, clients, identities, plan.region, name);
  const results: ProbeResult[] = [];
  const found: Findings[] = [];
  const passed = new Set<string>();
  for (const probe of account.probes) {
    const earlier = run.earlier.get(probe.id);
    const one = earlier ? only(earlier) : await runProbe(run, session, probe, passed);
    const [result] = one.results;
    if (result?.status === 'passed') passed.add(probe.id);
    found.push(one);
    results.push(...one.results);
    run.finish(probe, result);
  }
  const observations = passed.size > 0 ? await observe(run, session, account) : [];
  const failed = results.filter(({ status }) => status !== 'passed').length;
  run.progress({ kind: 'account', account: account.account, failed });
  return {
    results,
    observations: [...found.flatMap((one) => one.observations), ...observations],
    notCovered: found.flatMap((one) => one.notCovered),
  };
}

function only(result: ProbeResult): Findings {
  return { results: [result], observations: [], notCovered: [] };
}

async function observe(
  run: RunContext,
  session: AccountSession,
  { account, observations }: AccountPlan,
): Promise<Observation[]> {
  const observed: Observation[] = [];
  for (const { what, call } of observations) {
    if (run.signal.aborted) break;
    const outcome = await session.perform(call, false);
    observed.push({ account, what, result: answerOf(outcome) });
  }
  return observed;
}

function answerOf(outcome: Outcome): string {
  if (outcome.ok) return 'accepted';
  return [outcome.error.code, outcome.error.reason].filter(Boolean).join(' ');
}
