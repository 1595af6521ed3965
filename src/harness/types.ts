import type { GapName } from './probes';
import type { Api, Expected, Proves } from './probes/types';
import type { Readiness } from './readiness';

export type Mode = 'simulator' | 'dry-run' | 'live';

/** One probe of the report; the JSON form is described in docs/verify.md. */
export interface ProbeResult {
  /** `ACCOUNT/PROBE` or `ACCOUNT/PROBE/OF`: the same from run to run. */
  id: string;
  account: string;
  accountId: string;
  /** The number's name; empty if the probe is of the role, not of a number. */
  number: string;
  api: Api;
  /** The probe; or a gap that `--require` names. */
  probe: GapName;
  /** ARN or short name of the caller. */
  as: string;
  proves: Proves;
  expected: Expected;
  status: 'passed' | 'failed' | 'inconclusive';
  /** AWS's error code, empty on success. */
  code: string;
  /** AWS's Reason member, empty if there is none. */
  reason: string;
  /** AWS's own message on one line, empty on success. */
  message: string;
  /** Of AWS's answer, empty if there was none. */
  requestId: string;
  cause: string;
  fix: string;
  messageId: string;
  /** It is unknown whether AWS accepted the message: it is never sent again. */
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
  probe: GapName;
  why: string;
}

export interface Summary {
  passed: number;
  /** Everything that did not pass. */
  failed: number;
  sent: number;
  /** Attempts that AWS throttled, with those that the SDK retried. */
  throttled: number;
  /** USD at most, as text with a dot. */
  estimatedCost: string;
}

export interface VerifyReport {
  version: 1;
  runId: string;
  mode: Mode;
  /** E.164: where the messages were sent. */
  destination: string;
  /** SHA-256 of what the manifest says: a run resumes only from a report on the same manifest. */
  manifestDigest: string;
  startedAt: string;
  finishedAt: string;
  summary: Summary;
  /** Whether the main account is ready to send; empty if the run has no credentials of it. */
  readiness: Readiness[];
  probes: ProbeResult[];
  observations: Observation[];
  notCovered: NotCovered[];
}
