import { setTimeout as sleep } from 'node:timers/promises';
import { isIamDenial, type Outcome } from '../aws/errors';
import type { Probe } from '../plan/types';
import { isProvenDenial } from './judge';

export interface Patience {
  /** `performance.now()` until which IAM may still be catching up. */
  until: number;
  /** Milliseconds before the second try. */
  retryDelay: number;
  signal?: AbortSignal;
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
 * window a refused grant and an open door are tried again with a fresh session, and a refusal counts when it came
 * twice in a row. Everything else is the SDK's to retry.
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
    await pause(patience, attempts);
  }
}

type Verdict = 'wanted' | 'again' | 'final';

function weigh(probe: Probe, outcome: Outcome): Verdict {
  if (probe.expected === 'allowed') {
    if (outcome.ok) return 'wanted';
    return isIamDenial(outcome.error) ? 'again' : 'final';
  }
  if (outcome.ok) return 'again';
  return isProvenDenial(probe, outcome) ? 'wanted' : 'final';
}

async function pause({ retryDelay, signal }: Patience, attempts: number): Promise<void> {
  const delay = Math.min(longest, retryDelay * 1.5 ** (attempts - 1));
  await sleep(delay * (0.5 + Math.random()), undefined, { signal });
}
