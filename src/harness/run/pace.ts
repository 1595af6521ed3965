import { setTimeout as sleep } from 'node:timers/promises';
import { isPaced } from '../aws/paced';
import type { ProbePlan } from '../plan/types';

/** Timers may fire a little early; a slot must not. */
const MARGIN = 1;

/** Lets calls through in order, evenly spaced: never more a second, never in a burst. */
export class Gate {
  private next = 0;

  /** `perSecond` undefined: no wait at all. */
  constructor(
    private readonly perSecond: number | undefined,
    private readonly signal?: AbortSignal,
  ) {}

  async pass(): Promise<void> {
    this.signal?.throwIfAborted();
    if (this.perSecond === undefined) return;
    const now = performance.now();
    const slot = Math.max(now, this.next);
    this.next = slot + 1000 / this.perSecond;
    if (slot > now) await sleep(slot - now + MARGIN, undefined, { signal: this.signal });
  }
}

/** AWS's limit to one recipient; it cannot be raised (user guide, "Quotas"). */
const PER_RECIPIENT = 1;

/** The least of the manifest's rate, AWS's limit for one recipient, and the numbers' own rates. */
export function effectiveRate(sendRate: number, numberRates: readonly number[] = []): number {
  return Math.min(sendRate, PER_RECIPIENT, ...numberRates);
}

/** Seconds that a session may wait for its turn to send: role chaining ends it after an hour. */
const LONGEST_AHEAD = 300;

/** Accounts that run at the same time: as many as wanted, and none whose session would wait too long for its turn. */
export function workers(plan: ProbePlan, rate: number | undefined, concurrency: number): number {
  if (rate === undefined) return concurrency;
  const calls = plan.accounts.map(
    ({ probes, observations }) => 2 * probes.filter(({ call }) => isPaced(call)).length + observations.length,
  );
  const ahead = Math.floor((LONGEST_AHEAD * rate) / Math.max(1, ...calls));
  return Math.max(1, Math.min(concurrency, ahead));
}
