import type { StatementTrace } from '../iam/types';
import type { MessageRecord } from './sms/sms-model';

/** A denied call, with the statement that decided. */
export interface Denial {
  /** ISO 8601. */
  at: string;
  requestId: string;
  caller: string;
  accountId: string;
  action: string;
  resource: string;
  /** As AWS answered. */
  code: string;
  message: string;
  /** The statement that decided, or why none did. */
  decidedBy: string;
  reason: string;
  trace: StatementTrace[];
}

/** How many of each kind are kept; a denial carries its whole trace. */
export const KEEP = { messages: 50_000, denials: 5_000 } as const;

/** The newest messages, denials and counts, kept in memory. */
export interface CallLog {
  messages: MessageRecord[];
  denials: Denial[];
  /** Calls by the caller's account, service and operation. Counts include messages that are no longer kept. */
  usage: Map<string, UsageLine>;
}

export interface UsageLine {
  accountId: string;
  service: string;
  operation: string;
  calls: number;
  errors: number;
}

export function createCallLog(): CallLog {
  return { messages: [], denials: [], usage: new Map() };
}

/** Forgets the older half when full, so that keeping is cheap. */
export function keep<T>(list: T[], item: T, limit: number): void {
  list.push(item);
  if (list.length > limit) list.splice(0, limit / 2);
}

export function count(
  callLog: CallLog,
  accountId: string,
  service: string,
  operation: string,
  failed: boolean,
): void {
  const key = `${accountId}/${service}/${operation}`;
  let line = callLog.usage.get(key);
  if (!line) {
    line = { accountId, service, operation, calls: 0, errors: 0 };
    callLog.usage.set(key, line);
  }
  line.calls += 1;
  if (failed) line.errors += 1;
}
