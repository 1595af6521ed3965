import type { Clients } from '../aws/clients';
import type { Identities } from '../aws/identities';
import type { Probe, ProbePlan } from '../plan/types';
import type { NotCovered, Observation, ProbeResult, VerifyReport } from '../types';

export interface RunOptions {
  /** Accounts that run at the same time; default 10. */
  concurrency?: number;
  /** Messages a second over all accounts; absent: as fast as AWS answers. */
  rate?: number;
  /** Milliseconds after the start in which IAM may still use older policies; default 2 minutes. 0: none. */
  propagationTimeout?: number;
  /** Milliseconds before the first retry; jittered, and longer from try to try. Default 2 s. */
  retryDelay?: number;
  /** Ends the run cleanly: calls in progress finish, the rest is reported as not tried. */
  signal?: AbortSignal;
  /** Results of an earlier run on the same manifest: what was or may have been sent is not sent again. */
  resume?: VerifyReport;
}

export type Progress =
  | { kind: 'started'; total: number }
  /** About to send: from here on the message may have been sent. */
  | { kind: 'sending'; probe: Probe }
  /** IAM may lag behind an apply: the probe is tried again until the propagation timeout. */
  | { kind: 'retrying'; probe: Probe }
  | { kind: 'done'; result: ProbeResult; done: number; total: number }
  | { kind: 'notCovered'; probe: Probe; done: number; total: number }
  | { kind: 'account'; account: string; failed: number };

/** What the accounts of a run share. */
export interface RunContext {
  plan: ProbePlan;
  clients: Clients;
  identities: Identities;
  retry: { until: number; retryDelay: number };
  signal: AbortSignal;
  /** Results of the earlier run, by probe ID. */
  earlier: ReadonlyMap<string, ProbeResult>;
  progress(event: Progress): void;
  /** Counts a probe as done. */
  finish(probe: Probe, result: ProbeResult | undefined): void;
}

/** What one probe or one account adds to the report. */
export interface Findings {
  results: readonly ProbeResult[];
  observations: readonly Observation[];
  notCovered: readonly NotCovered[];
}
