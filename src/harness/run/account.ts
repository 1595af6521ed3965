import { type CallError, isIamDenial, type Outcome, refusedBy } from '../aws/errors';
import type { AccountPlan, Probe } from '../plan/types';
import type { ProbeResult } from '../types';
import { AccountCaller } from './caller';
import { isSend, type Judgement, judge } from './judge';
import { insist } from './patience';
import type { Run } from './runner';
import { sessionName } from './session-name';

/** One account's probes, one after the other: what must work first, then what must not. */
export async function runAccount(run: Run, account: AccountPlan): Promise<void> {
  const { plan, clients, identities } = run;
  const name = sessionName(account.account, plan.runId);
  const caller = new AccountCaller(account, clients, identities, plan.region, name);
  const passed = new Set<string>();
  let failed = 0;
  for (const probe of account.probes) {
    const result = run.earlier.get(probe.id) ?? (await runProbe(run, caller, probe, passed));
    if (result?.status === 'passed') passed.add(probe.id);
    else if (result) failed += 1;
    run.finish(probe, result);
  }
  if (passed.size > 0) await observe(run, caller, account);
  run.progress({ kind: 'account', account: account.account, failed });
}

/** `undefined`: it could not be asked, which the report lists under `notCovered`. */
async function runProbe(
  run: Run,
  caller: AccountCaller,
  probe: Probe,
  passed: ReadonlySet<string>,
): Promise<ProbeResult | undefined> {
  if (run.signal.aborted) return resultOf(probe, notTried(interruption(run.signal)), 0, 0);
  if (probe.needs.length > 0 && !probe.needs.some((id) => passed.has(id))) {
    return resultOf(probe, notTried(`${probe.needs.join(' or ')} has not passed`), 0, 0);
  }
  const started = performance.now();
  const cutShort = () => resultOf(probe, notTried(interruption(run.signal)), 0, performance.now() - started);
  if (isSend(probe)) run.progress({ kind: 'sending', probe });
  const onRetry = () => run.progress({ kind: 'retrying', probe });
  const patience = { ...run.patience, signal: run.signal, onRetry };
  const insisted = await insist(probe, patience, (fresh) => caller.probe(probe, fresh)).catch((thrown) => {
    // Only a wait that was cut short comes here: every error of a call is an outcome.
    if (!run.signal.aborted) throw thrown;
    return undefined;
  });
  if (!insisted) return cutShort();
  const { attempts, lateBy } = insisted;
  const outcome = await withSide(caller, probe, insisted.outcome);
  if (!outcome.ok && outcome.error.code === 'HeldBack') return cutShort();
  const unasked = whyUnasked(probe, outcome);
  if (unasked) {
    run.report.notCovered.push({ account: probe.account, probe: probe.probe, why: unasked });
    return undefined;
  }
  if (lateBy > 0) run.report.observations.push(lateness(probe, lateBy, attempts));
  const as = outcome.ok && outcome.arn && probe.probe === 'identity' ? outcome.arn : probe.as;
  return { ...resultOf(probe, judge(run.plan, probe, outcome), attempts, performance.now() - started), as };
}

async function withSide(
  caller: AccountCaller,
  { step, expected }: Probe,
  outcome: Outcome,
): Promise<Outcome> {
  if (expected === 'denied' || step.kind !== 'assume' || outcome.ok) return outcome;
  const { error } = outcome;
  if (error.at || !isIamDenial(error) || refusedBy(error)) return outcome;
  return { ok: false, error: { ...error, side: await caller.sideOf(step) } };
}

function interruption(signal: AbortSignal): string {
  return (signal.reason as Error)?.name === 'Throttled'
    ? 'the run stopped: AWS throttled it three times in a row, production may be feeling it'
    : 'the run was interrupted';
}

function notTried(why: string): Judgement {
  return { status: 'inconclusive', code: '', reason: '', cause: `not tried: ${why}`, fix: '', messageId: '' };
}

/** What could not be asked is a gap and no verdict; `undefined`: it was asked. */
function whyUnasked(probe: Probe, outcome: Outcome): string | undefined {
  if (outcome.ok) return undefined;
  const { code, kind, at }: CallError = outcome.error;
  if (probe.pastOpenTrust && at === 'assume' && isIamDenial(outcome.error)) {
    return "the trust refuses already; the role's own Deny, which ends live sessions, is out of reach";
  }
  // Denials stand on this answer: without it they would show nothing, so it is not passed over.
  if (probe.probe.endsWith('-may-try')) return undefined;
  if (probe.step.kind !== 'simulate' || /^(implicit|explicit)Deny$/.test(code)) return undefined;
  // The simulator may not be open to the verifier, or the principal not exist yet.
  const who = probe.step.principalArn;
  if (/NoSuchEntity/.test(code)) return `${who} does not exist (yet)`;
  return kind === 'aws' ? `IAM's simulator could not be asked about ${who}: ${code}` : undefined;
}

function lateness({ account, probe, number, expected }: Probe, lateBy: number, attempts: number) {
  const seconds = (lateBy / 1000).toFixed(1);
  const result =
    expected === 'allowed'
      ? `allowed after ${seconds} s`
      : `stood open for ${seconds} s before it was denied`;
  return { account, what: number ? `${probe} ${number}` : probe, result: `${result}, ${attempts} attempts` };
}

async function observe(run: Run, caller: AccountCaller, account: AccountPlan): Promise<void> {
  for (const { what, step } of account.observations) {
    if (run.signal.aborted) return;
    const outcome = await caller.perform(step, false);
    const result = outcome.ok
      ? 'accepted'
      : [outcome.error.code, outcome.error.reason].filter(Boolean).join(' ');
    run.report.observations.push({ account: account.account, what, result });
  }
}

function resultOf(probe: Probe, judgement: Judgement, attempts: number, durationMs: number): ProbeResult {
  const { id, account, accountId, number, api, as, proves, expected } = probe;
  const { status, code, reason, cause, fix, messageId, maybeSent } = judgement;
  return {
    id,
    account,
    accountId,
    number,
    api,
    probe: probe.probe,
    as,
    proves,
    expected,
    status,
    code,
    reason,
    cause,
    fix,
    messageId,
    ...(maybeSent && { maybeSent }),
    attempts,
    durationMs: Math.round(durationMs),
  };
}
