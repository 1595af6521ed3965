export type Mode = 'simulator' | 'dry-run' | 'live';
export type Proves = 'trust' | 'assumePolicy' | 'sendPolicy' | 'identity' | 'delivery';

/** One line of the report; the JSON form is design.md's `verify`. */
export interface ProbeResult {
  /** `ACCOUNT/PROBE` or `ACCOUNT/PROBE/NUMBER`: the same from run to run. */
  id: string;
  account: string;
  accountId: string;
  /** Number's name; empty where the probe is of the role, not of a number. */
  number: string;
  api: 'sms-voice' | 'pinpoint' | 'sts';
  /** Stable name of what was tried, e.g. `send`, `assume-without-external-id`. */
  probe: string;
  /** ARN or short name of who called. */
  as: string;
  proves: Proves;
  expected: 'allowed' | 'denied';
  status: 'passed' | 'failed' | 'inconclusive';
  /** AWS's error code, empty on success. */
  code: string;
  /** AWS's Reason member, empty where none. */
  reason: string;
  cause: string;
  fix: string;
  messageId: string;
  /** Nobody knows whether AWS accepted the message: it is never sent again. */
  maybeSent?: true;
  attempts: number;
  durationMs: number;
}

export interface Observation {
  account: string;
  what: string;
  result: string;
}

export interface NotCovered {
  account: string;
  probe: string;
  why: string;
}

export interface VerifyReport {
  version: 1;
  runId: string;
  mode: Mode;
  /** E.164: where the messages went. */
  destination: string;
  /** SHA-256 of what the manifest says: a run goes on only from a report on the same manifest. */
  manifestDigest: string;
  startedAt: string;
  finishedAt: string;
  /** `estimatedCost` in USD, as text with a dot. */
  summary: { passed: number; failed: number; sent: number; estimatedCost: string };
  probes: ProbeResult[];
  observations: Observation[];
  notCovered: NotCovered[];
}
