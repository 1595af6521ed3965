import { setTimeout as sleep } from 'node:timers/promises';
import { type CallError, isIamDenial, type Outcome } from '../aws/errors';
import type { Probe } from '../plan/types';
import { isProvenDenial } from './proven-denial';

export interface RetryOptions {
  /** `performance.now()` until which IAM may still use older policies. */
  until: number;
  /** Milliseconds before the first retry. */
  retryDelay: number;
  signal?: AbortSignal;
  /** The outcome is not as expected, and the probe will be tried again. */
  onRetry?: () => void;
}

export interface Retried {
  outcome: Outcome;
  attempts: number;
  /** Milliseconds from the first try to the first expected outcome; 0 if that was the first. */
  lateBy: number;
}

/** Longest wait between two tries, in milliseconds. */
const LONGEST_WAIT = 10_000;

/**
 * IAM is eventually consistent in both directions: it may still deny what was just allowed, and still allow what was
 * just denied. Until the time is over, both are tried again with a new session, and a denial counts if it came twice
 * in a row. The SDK retries everything else.
 * (IAM user guide, "Changes that I make are not always immediately visible".)
 */
export async function retryUntilPropagated(
  probe: Probe,
  options: RetryOptions,
  call: (fresh: boolean) => Promise<Outcome>,
): Promise<Retried> {
  const started = performance.now();
  let expectedAt: number | undefined;
  for (let attempts = 1; ; attempts += 1) {
    const outcome = await call(attempts > 1);
    const now = performance.now();
    const kind = classify(probe, outcome);
    const confirmed = expectedAt !== undefined || now >= options.until;
    if (kind === 'expected') expectedAt ??= now;
    else expectedAt = undefined;
    const done = kind === 'expected' ? probe.expected === 'allowed' || confirmed : kind === 'final';
    if (done || now >= options.until) {
      const firstTry = attempts <= 2 - Number(probe.expected === 'allowed');
      const lateBy = expectedAt === undefined || firstTry ? 0 : expectedAt - started;
      return { outcome, attempts, lateBy: Math.round(lateBy) };
    }
    if (kind === 'unsettled') options.onRetry?.();
    await pause(options, attempts);
  }
}

/** `unsettled`: IAM's delay may explain it; `final`: nothing that a retry would change. */
type Kind = 'expected' | 'unsettled' | 'final';

function classify(probe: Probe, outcome: Outcome): Kind {
  if (outcome.ok) return probe.expected === 'allowed' ? 'expected' : 'unsettled';
  if (probe.expected === 'denied' && isProvenDenial(probe, outcome)) return 'expected';
  const { error } = outcome;
  // The trust policy denied the call, as it should. Stop retrying.
  if (probe.requiresTrustBypass && error.at === 'assume') return 'final';
  const grantIsLate = probe.expected === 'allowed' || error.at !== undefined;
  return grantIsLate && (isIamDenial(error) || isMissingYet(probe, error)) ? 'unsettled' : 'final';
}

/** IAM's simulator evaluates what IAM knows so far. */
function isMissingYet({ call }: Probe, { code }: CallError): boolean {
  return call.kind === 'simulate' && /^(implicitDeny|explicitDeny|NoSuchEntity)/.test(code);
}

async function pause({ retryDelay, signal }: RetryOptions, attempts: number): Promise<void> {
  const delay = Math.min(LONGEST_WAIT, retryDelay * 1.5 ** (attempts - 1));
  await sleep(delay * (0.5 + Math.random()), undefined, { signal });
}
