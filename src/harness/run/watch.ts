import type { Watcher } from '../aws/clients';
import { isThrottling, toCallError } from '../aws/errors';
import { Gate } from './pace';

/** Throttled this many times in a row, a run stops: production shares the quota. */
const THROTTLES_TO_STOP = 3;

export interface RunWatcher extends Watcher {
  /** Attempts that AWS has throttled so far, with those that the SDK retried. */
  throttled(): number;
}

/** Paces the calls that count against quotas of the main account, counts throttled calls, and stops the run in time. */
export function watchRun(rate: number | undefined, signal: AbortSignal, stop: () => void): RunWatcher {
  // SendTextMessage and each Describe call have quotas of their own (user guide, "Quotas"); denied calls count too.
  const sending = new Gate(rate, signal);
  const gates = new Map([
    ['SendTextMessage', sending],
    ['SendMessages', sending],
    ['DescribeSpendLimits', new Gate(rate, signal)],
    ['DescribePhoneNumbers', new Gate(rate, signal)],
  ]);
  let total = 0;
  let inARow = 0;
  return {
    async before(operation) {
      await gates.get(operation)?.pass();
    },
    after(operation, thrown) {
      const isThrottled = thrown !== undefined && isThrottling(toCallError(thrown));
      if (isThrottled) total += 1;
      if (!gates.has(operation)) return;
      inARow = isThrottled ? inARow + 1 : 0;
      if (inARow >= THROTTLES_TO_STOP) stop();
    },
    throttled: () => total,
  };
}
