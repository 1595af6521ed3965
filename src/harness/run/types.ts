import type { Probe } from '../plan/types';
import type { ProbeResult, VerifyReport } from '../types';

export interface RunOptions {
  /** Accounts under way at once; default 10. */
  concurrency?: number;
  /** Messages a second over all accounts; absent: as fast as AWS answers. */
  rate?: number;
  /** Milliseconds after the start in which IAM may still be catching up with an apply; default 2 minutes. 0: none. */
  propagationTimeout?: number;
  /** Milliseconds before something is tried again, at first; jittered, and longer from try to try. Default 2 s. */
  retryDelay?: number;
  /** Ends the run cleanly: what is under way is finished, what is left is reported as not tried. */
  signal?: AbortSignal;
  /** Results of an earlier run on the same manifest: what passed or may have been sent is not done again. */
  resume?: VerifyReport;
}

export type Progress =
  | { kind: 'started'; total: number }
  /** About to send: the message may be on its way from here on. */
  | { kind: 'sending'; probe: Probe }
  /** IAM may lag behind an apply: tried again, for as long as the propagation timeout says. */
  | { kind: 'retrying'; probe: Probe }
  | { kind: 'done'; result: ProbeResult; done: number; total: number }
  | { kind: 'unasked'; probe: Probe; done: number; total: number }
  | { kind: 'account'; account: string; failed: number };
