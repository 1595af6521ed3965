import type { Delegation } from '../../delegation/types';
import type { Manifest, Status } from '../../manifest/types';
import type { AwsCall, CallerIdentity, CallOf } from '../aws/types';
import type { ProbeName } from '../probes';
import type { Mode, NotCovered, ProbeResult } from '../types';

/** What a result says of its probe before it has run: `id` is the same from run to run and unique in a plan. */
export interface Probe
  extends Pick<
    ProbeResult,
    'id' | 'account' | 'accountId' | 'number' | 'api' | 'as' | 'proves' | 'expected'
  > {
  probe: ProbeName;
  call: AwsCall;
  /** IDs of probes of the account. One of them must have passed, or this one proves nothing. Empty: none is required. */
  requiresAnyOf: readonly string[];
  /** Can only be tried if the trust policy wrongly allows AssumeRole; otherwise it is listed as not covered. */
  requiresTrustBypass?: true;
}

/** A call whose answer is reported and neither passes nor fails. */
export interface ObservationPlan {
  what: string;
  call: AwsCall;
}

export interface AccountPlan {
  account: string;
  accountId: string;
  title: string;
  status: Status;
  /** Opens the session for the account's sends; absent if the account sends nothing. */
  session?: CallOf<'assume'>;
  /** A dry run of an allowed send: shows that a session can send before it is tried what it must not do. */
  reference?: CallOf<'send'>;
  probes: readonly Probe[];
  observations: readonly ObservationPlan[];
}

export interface ProbePlan {
  runId: string;
  mode: Mode;
  destination: string;
  /** SHA-256 of what the manifest says of roles, numbers and accounts: a run resumes only on the same. */
  manifestDigest: string;
  mainAccountId: string;
  region: string;
  partition: Manifest['main']['partition'];
  /** Messages a second. */
  sendRate: number;
  maxPrice: string;
  accounts: readonly AccountPlan[];
  notCovered: readonly NotCovered[];
}

export interface PlanOptions {
  mode?: Mode;
  runId: string;
  destination?: string;
  /** Whose the run's own credentials are; absent if there are none. */
  caller?: CallerIdentity;
  /** Keys of secondaries; absent: all. */
  only?: readonly string[];
  /** A number of secondaries, drawn by the run ID. */
  sample?: number;
  negatives?: boolean;
  /** Profiles that only a sandbox has; a run on AWS has `testAs` and `verify.outsider` instead. */
  rehearsal?: RehearsalProfiles;
}

/** AWS profiles of existing principals; the sandbox has one for each principal that the manifest names. */
export interface RehearsalProfiles {
  /** By secondary and position in its `principals`; `principals: account` has an example at 0. */
  principal(account: string, index: number): string;
  /** Of an account outside the manifest. */
  outsider: string;
}

/** What every part of the planning reads. */
export interface PlanContext {
  manifest: Manifest;
  delegation: Delegation;
  mode: Mode;
  runId: string;
  destination: string;
  caller?: CallerIdentity;
  rehearsal?: RehearsalProfiles;
}
