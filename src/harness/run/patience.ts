import { setTimeout as sleep } from 'node:timers/promises';
import { type CallError, isIamDenial, type Outcome } from '../aws/errors';
import type { Probe } from '../plan/types';
import { isProvenDenial } from './judge';

export interface Patience {
  /** `performance.now()` until which IAM may still be catching up. */
  until: number;
  /** Milliseconds before the second try. */
  retryDelay: number;
  signal?: AbortSignal;
  /** A grant is refused, or a door open: it will be tried again. */
  onRetry?: () => void;
}

export interface Insisted {
  outcome: Outcome;
  attempts: number;
  /** Milliseconds from the first try to the first that was as wanted; 0 where that was the first. */
  lateBy: number;
}

/** Longest wait between two tries, in milliseconds. */
const longest = 10_000;

/**
 * IAM is eventually consistent both ways: a grant may be seen late, and a revoked one may still be seen. Inside the
 * window a refused grant (also one on the way to a probe) and an open door are tried again with a fresh session, and a
 * refusal counts when it came twice in a row. Everything else is the SDK's to retry.
 * (IAM user guide, "Changes that I make are not always immediately visible".)
 */
export async function insist(
  probe: Probe,
  patience: Patience,
  call: (fresh: boolean) => Promise<Outcome>,
): Promise<Insisted> {
  const started = performance.now();
  let wantedAt: number | undefined;
  for (let attempts = 1; ; attempts += 1) {
    const outcome = await call(attempts > 1);
    const now = performance.now();
    const verdict = weigh(probe, outcome);
    const confirmed = wantedAt !== undefined || now >= patience.until;
    if (verdict === 'wanted') wantedAt ??= now;
    else wantedAt = undefined;
    const done = verdict === 'wanted' ? probe.expected === 'allowed' || confirmed : verdict === 'final';
    if (done || now >= patience.until) {
      const lateBy =
        wantedAt === undefined || attempts <= 2 - Number(probe.expected === 'allowed')
          ? 0
          : wantedAt - started;
      return { outcome, attempts, lateBy: Math.round(lateBy) };
    }
    if (verdict === 'again') patience.onRetry?.();
    await pause(patience, attempts);
  }
}

type Verdict = 'wanted' | 'again' | 'final';

function weigh(probe: Probe, outcome: Outcome): Verdict {
  if (outcome.ok) return probe.expected === 'allowed' ? 'wanted' : 'again';
  if (probe.expected === 'denied' && isProvenDenial(probe, outcome)) return 'wanted';
  const { error } = outcome;
  // Past a trust that should be closed: that it is, is the end of it.
  if (probe.pastOpenTrust && error.at === 'assume') return 'final';
  const grantIsLate = probe.expected === 'allowed' || error.at !== undefined;
  return grantIsLate && (isIamDenial(error) || isMissingYet(probe, error)) ? 'again' : 'final';
}

/** IAM's simulator answers from what IAM knows so far. */
function isMissingYet({ step }: Probe, { code }: CallError): boolean {
  return step.kind === 'simulate' && /^(implicitDeny|explicitDeny|NoSuchEntity)/.test(code);
}

async function pause({ retryDelay, signal }: Patience, attempts: number): Promise<void> {
  const delay = Math.min(longest, retryDelay * 1.5 ** (attempts - 1));
  await sleep(delay * (0.5 + Math.random()), undefined, { signal });
}
