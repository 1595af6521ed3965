import { isIamDenial, type Outcome } from '../aws/errors';
import type { Probe } from '../plan/types';
import { definitionOf } from '../probes';
import type { Observation, ProbeResult } from '../types';
import type { AccountSession } from './account-session';
import { isSend, notTried, probeVerdict, type Verdict } from './probe-verdict';
import { type Retried, retryUntilPropagated } from './propagation-retry';
import { Throttled } from './stop';
import type { Findings, RunContext } from './types';

/** Runs one probe: its result; or no result and a gap, if it could not be tried and may be left out. */
export async function runProbe(
  run: RunContext,
  session: AccountSession,
  probe: Probe,
  passed: ReadonlySet<string>,
): Promise<Findings> {
  const { requiresAnyOf } = probe;
  if (run.signal.aborted) return untried(probe, interruption(run.signal), 0);
  if (requiresAnyOf.length > 0 && !requiresAnyOf.some((id) => passed.has(id)))
    return untried(probe, `${requiresAnyOf.join(' or ')} has not passed`, 0);
  const started = performance.now();
  if (isSend(probe)) run.progress({ kind: 'sending', probe });
  const retried = await tries(run, session, probe);
  const duration = performance.now() - started;
  if (!retried) return untried(probe, interruption(run.signal), duration);
  const { attempts, lateBy } = retried;
  const outcome = await withDeniedBy(session, probe, retried.outcome);
  if (!outcome.ok && outcome.error.code === 'HeldBack')
    return untried(probe, interruption(run.signal), duration);
  const gap = gapOf(probe, outcome);
  if (gap)
    return {
      results: [],
      observations: [],
      notCovered: [{ account: probe.account, probe: probe.probe, why: gap }],
    };
  const verdict = probeVerdict(run.plan, probe, outcome);
  const as = outcome.ok && outcome.arn && probe.call.kind === 'identity' ? outcome.arn : probe.as;
  return {
    results: [{ ...resultOf(probe, verdict, attempts, duration), as }],
    observations: [
      ...(lateBy > 0 ? [lateness(probe, lateBy, attempts)] : []),
      ...deniedResource(probe, verdict, outcome),
    ],
    notCovered: [],
  };
}

/** Undefined: the run ended while it waited for the next try. */
async function tries(run: RunContext, session: AccountSession, probe: Probe): Promise<Retried | undefined> {
  const onRetry = () => run.progress({ kind: 'retrying', probe });
  const options = { ...run.retry, signal: run.signal, onRetry };
  try {
    return await retryUntilPropagated(probe, options, (fresh) => session.probe(probe, fresh));
  } catch (thrown) {
    // Errors of calls are outcomes: only a wait that was cut short is thrown.
    if (!run.signal.aborted) throw thrown;
    return undefined;
  }
}

async function withDeniedBy(
  session: AccountSession,
  { call, expected }: Probe,
  outcome: Outcome,
): Promise<Outcome> {
  if (expected === 'denied' || call.kind !== 'assume' || outcome.ok) return outcome;
  const { error } = outcome;
  if (error.at || !isIamDenial(error) || error.denial.policyType) return outcome;
  return { ok: false, error: { ...error, deniedBy: await session.deniedBy(call) } };
}

function interruption(signal: AbortSignal): string {
  return signal.reason instanceof Throttled
    ? 'the run stopped: AWS throttled it three times in a row, which may also affect production'
    : 'the run was interrupted';
}

/** Why a call that may be left out could not be tried; undefined: it was tried, or it must not be left out. */
function gapOf(probe: Probe, outcome: Outcome): string | undefined {
  if (outcome.ok || !definitionOf(probe.probe).mayBeGap) return undefined;
  const { code, message, kind, at, deniedBy } = outcome.error;
  if (probe.requiresTrustBypass && at === 'assume' && isIamDenial(outcome.error))
    return "the trust policy already denies the call, so the role's own Deny, which ends live sessions, is not tested";
  if (probe.call.kind !== 'simulate' || deniedBy) return undefined;
  // The verifier may not be allowed to call the simulator, or the principal may not exist yet.
  const who = probe.call.principalArn;
  if (/NoSuchEntity/.test(code)) return `${who} does not exist (yet)`;
  return kind === 'aws' ? `IAM's simulator gave no answer about ${who}: ${code}: ${message}` : undefined;
}

function lateness(
  { account, probe, number, expected }: Probe,
  lateBy: number,
  attempts: number,
): Observation {
  const seconds = (lateBy / 1000).toFixed(1);
  const result =
    expected === 'allowed'
      ? `allowed after ${seconds} s`
      : `still allowed for ${seconds} s before it was denied`;
  return { account, what: number ? `${probe} ${number}` : probe, result: `${result}, ${attempts} attempts` };
}

/** The resource that the denial names, if AWS does not document which one that is. */
function deniedResource(
  { account, probe, number }: Probe,
  { status }: Verdict,
  outcome: Outcome,
): Observation[] {
  if (outcome.ok || status !== 'passed' || !definitionOf(probe).observesDeniedResource) return [];
  const what = `resource that the denial of ${probe} names`;
  return [
    { account, what: number ? `${what} (${number})` : what, result: outcome.error.denial.resource || 'none' },
  ];
}

function untried(probe: Probe, why: string, duration: number): Findings {
  return { results: [resultOf(probe, notTried(why), 0, duration)], observations: [], notCovered: [] };
}

function resultOf(probe: Probe, verdict: Verdict, attempts: number, durationMs: number): ProbeResult {
  const { id, account, accountId, number, api, as, proves, expected } = probe;
  const { status, code, reason, message, requestId, cause, fix, messageId, maybeSent } = verdict;
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
    message,
    requestId,
    cause,
    fix,
    messageId,
    ...(maybeSent && { maybeSent }),
    attempts,
    durationMs: Math.round(durationMs),
  };
}
