import { setTimeout as sleep } from 'node:timers/promises';
import { isPaced } from '../plan/estimate';
import type { Plan } from '../plan/types';

/** Timers may fire a little early; a slot must not. */
const margin = 1;

/** Lets one caller through at a time, so many a second and never in a burst; first come, first served. */
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
    if (slot > now) await sleep(slot - now + margin, undefined, { signal: this.signal });
  }
}

/** AWS's limit to one recipient; it cannot be raised (user guide, "Quotas"). */
const perDestination = 1;

/** The least of what the manifest allows, what one recipient takes, and what the numbers themselves allow. */
export function effectiveRate(sendRate: number, numberRates: readonly number[] = []): number {
  return Math.min(sendRate, perDestination, ...numberRates);
}

/** Seconds that a session may wait for its turn to send: role chaining ends it after an hour. */
const longestAhead = 300;

/** Accounts under way at once: as many as asked for, but none so early that its session grows old in the queue. */
export function workers(plan: Plan, rate: number | undefined, concurrency: number): number {
  if (rate === undefined) return concurrency;
  const calls = plan.accounts.map(({ probes }) => 2 * probes.filter(isPaced).length);
  const ahead = Math.floor((longestAhead * rate) / Math.max(1, ...calls));
  return Math.max(1, Math.min(concurrency, ahead));
}
