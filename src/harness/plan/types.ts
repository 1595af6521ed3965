import type { Delegation } from '../../delegation/types';
import type { Manifest, MessageType, SessionContext, Status } from '../../manifest/types';
import type { Mode, NotCovered, ProbeResult } from '../types';

/** Someone the harness can act as: credentials of a profile (absent: the ambient ones), then, where given, a role. */
export interface Identity {
  /** Short name for people: `TenDlcVerifier`, `profile dev`, `own credentials`. */
  label: string;
  accountId: string;
  profile?: string;
  roleArn?: string;
  externalId?: string;
}

/** Ambient credentials, as GetCallerIdentity names them. */
export interface Caller {
  accountId: string;
  arn: string;
}

/** What a probe calls; everything that goes over the wire is decided here, at planning. */
export type Step =
  | { kind: 'identity'; caller: Identity }
  | {
      kind: 'assume';
      caller: Identity;
      roleArn: string;
      externalId?: string;
      sessionContext?: SessionContext[];
      /** The session that the account's sends use. */
      sender?: boolean;
    }
  | {
      kind: 'send';
      region: string;
      /** ARN; E.164 or absent only in observations. */
      origination?: string;
      messageType?: MessageType;
      configurationSet?: string;
      destination: string;
      body: string;
      maxPrice: string;
      /** Goes into AWS's delivery events. */
      context: Record<string, string>;
      dryRun: boolean;
    }
  | {
      kind: 'pinpoint';
      region: string;
      applicationId: string;
      /** E.164: this API knows no ARN. */
      origination: string;
      messageType: MessageType;
      destination: string;
      body: string;
      /** What IAM is asked about. */
      resource: string;
    }
  | { kind: 'describe-spend-limits'; region: string }
  | { kind: 'describe-phone-number'; region: string; arn: string }
  | { kind: 'simulate'; caller: Identity; principalArn: string; action: string; resource: string };

/** What a result says of its probe before it has run: `id` is stable from run to run and unique in a plan. */
export interface Probe
  extends Pick<
    ProbeResult,
    'id' | 'account' | 'accountId' | 'number' | 'api' | 'probe' | 'as' | 'proves' | 'expected'
  > {
  step: Step;
  /** Probes of the account of which one must have passed before; otherwise this one proves nothing. Empty: none. */
  needs: string[];
  /** Can only be tried where the role can be assumed, which it should not be: else listed as not covered. */
  pastOpenTrust?: true;
}

/** A call whose answer is recorded and judged by nobody. */
export interface ObservationPlan {
  what: string;
  step: Step;
}

export interface AccountPlan {
  account: string;
  accountId: string;
  title: string;
  status: Status;
  /** The assume step that opens the session for its sends; absent where the account sends nothing. */
  session?: Extract<Step, { kind: 'assume' }>;
  /** A dry run of what it may send: shows that a session can send before it is asked what it must not. */
  reference?: Extract<Step, { kind: 'send' }>;
  probes: Probe[];
  observations: ObservationPlan[];
}

export interface Plan {
  runId: string;
  mode: Mode;
  destination: string;
  /** What the manifest says of roles, numbers and accounts, hashed: a run resumes only on the same. */
  manifestDigest: string;
  mainAccountId: string;
  region: string;
  partition: Manifest['main']['partition'];
  /** Messages a second. */
  sendRate: number;
  maxPrice: string;
  accounts: AccountPlan[];
  notCovered: NotCovered[];
}

export interface PlanOptions {
  mode?: Mode;
  runId: string;
  destination?: string;
  /** Who the ambient credentials are; absent: nobody. */
  caller?: Caller;
  /** Keys of secondaries; absent: all. */
  only?: string[];
  /** So many secondaries, drawn by the run ID. */
  sample?: number;
  negatives?: boolean;
  /** A rehearsal's: credentials that a real run can only have by `testAs` and `verify.outsider`. */
  rehearsal?: RehearsalProfiles;
}

/** AWS profiles of principals that exist; the sandbox has one for each that the manifest names. */
export interface RehearsalProfiles {
  /** By secondary and place in its `principals`; the whole account has an example at 0. */
  principal(account: string, index: number): string;
  /** Of an account that nobody lists. */
  outsider: string;
}

/** What every part of the planning reads. */
export interface PlanContext {
  manifest: Manifest;
  delegation: Delegation;
  mode: Mode;
  runId: string;
  destination: string;
  caller?: Caller;
  rehearsal?: RehearsalProfiles;
  notCovered: NotCovered[];
}
