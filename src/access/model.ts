import type { StatementRef, Verdict } from '../iam/types';
import type { Problem, TerraformProblemCode } from '../terraform/problem';
import type { Expectation } from './expected';

/** The facts that `access` computes, as data. `report/labels.ts` puts them into words. */

/** What a call names as origination identity. */
export type OriginationRef =
  | { kind: 'number' | 'pool' | 'configuration-set'; name: string }
  /** A phone number of the main account that the manifest does not name. */
  | { kind: 'unlisted' }
  /** One that the manifest does not name: the resource says which. */
  | { kind: 'other' }
  /** The call is not about an origination identity. */
  | { kind: 'none' };

/** A call that is like a rightful one except in this. */
export type Variant =
  | 'only-attached-policies'
  | 'unlisted-principal'
  | 'no-external-id'
  | 'wrong-external-id'
  | 'external-id-in-other-case'
  | 'outside-organization'
  | 'other-organization'
  | 'main-account'
  | 'unlisted-account'
  | 'session-tags'
  | 'source-identity'
  | 'open-session'
  | 'trusted-by-manifest'
  | 'named-by-trust-policy'
  | 'named-by-policy'
  | 'policy-not-implied'
  | 'role-not-implied'
  | 'no-origination-identity'
  | 'pool-members-unknown';

/** What `access` takes for granted because Terraform does not manage it. */
export type Assumption =
  | { of: 'assumePolicy'; because: 'adminsAttach' | 'permissionSetRefers' | 'notManaged' }
  | { of: 'groupMember'; group: string }
  | { of: 'boundary'; arn: string };

/** What a call carries, and what is assumed about the caller. */
export type Condition =
  | { kind: 'variant'; variant: Variant }
  | { kind: 'fromAccount'; key: string }
  | { kind: 'externalId'; status: 'current' | 'previous'; value: string }
  | { kind: 'organization'; id: string }
  | { kind: 'contextKey'; key: string; value: string }
  /** The origination identity is written in this form instead of its ARN. */
  | { kind: 'originationForm'; text: string }
  | { kind: 'assumed'; assumption: Assumption };

/** Which kind of caller a check is about; `case` in JSON. */
export type CallerCase =
  | 'listed'
  | 'verifier'
  | 'previous-external-id'
  | 'session-tags'
  | 'source-identity'
  | 'not-attached'
  | 'other-principal'
  | 'outsider'
  | 'no-external-id'
  | 'wrong-external-id'
  | 'outside-organization'
  | 'other-organization'
  | 'other-account'
  | 'main-account'
  | 'unlisted-account'
  | 'admitted-by-a-statement'
  | 'open-session';

export type CheckCase =
  | CallerCase
  | 'assume-policy'
  | 'other-role'
  | 'other-holder'
  | 'pipeline'
  | 'verifier-policy'
  | 'outsider-policy';

/** One question and its answer: a cell of the matrix. */
export interface AccessCheck {
  /** The secondary's key. */
  account: string;
  accountId: string;
  number: OriginationRef;
  /** The ARN or pattern that the call is about. */
  resource: string;
  /** `sms-voice` (SendTextMessage), `pinpoint` (SendMessages), otherwise the action. */
  api: string;
  principal: string;
  conditions: readonly Condition[];
  /** ARN of the role that is assumed, or of the target of an action that is not sending. */
  role: string;
  verdict: Verdict;
  expected: Expectation;
  /** The statements that decided, as `POLICY/STATEMENT`, or a reason. */
  decidedBy: string;
  /** The same as data, if the verdict is allowed. */
  statements?: readonly StatementRef[];
  case: CheckCase;
}

/** Why `access` cannot say that policies and manifest agree, other than a check that disagrees. */
export type ProblemCode =
  | TerraformProblemCode
  | 'unsupported-resource'
  | 'unsupported-statement'
  | 'unknown-value'
  | 'unknown-account'
  | 'conflict'
  | 'boundary-differs'
  | 'federated'
  | 'opens-more'
  | 'takes-away';

export type AccessProblem = Problem<ProblemCode>;

export interface Matrix {
  cells: AccessCheck[];
  problems: AccessProblem[];
}

export function disagrees({ verdict, expected }: AccessCheck): boolean {
  return expected !== 'unknown' && verdict !== expected;
}

/** Who a change is about. */
export type ChangedCaller =
  /** As the manifest writes it, or an ARN. */
  | { kind: 'principal'; label: string }
  /** Any principal of the account. */
  | { kind: 'account' }
  /** Anyone, in any account. */
  | { kind: 'anyone' }
  /** Every caller of the account that the change applies to. */
  | { kind: 'callers' }
  /** Whom a statement of a trust policy names: callers outside the manifest might be among them. */
  | { kind: 'statement'; principals: readonly string[] }
  /** Who holds a policy: a role's ARN, a policy's, or `ACCOUNT:user/NAME`. */
  | { kind: 'holder'; of: string };

/** What the caller may do after the change and not before, or the other way round. */
export type ChangedRight =
  | { kind: 'send'; action: string; resource: string; number: OriginationRef }
  | { kind: 'call'; action: string; resource: string }
  | { kind: 'assume'; role: string }
  /** What the trust policy asks of a caller that may send before and after. */
  | { kind: 'externalId'; before: readonly string[]; after: readonly string[] }
  | { kind: 'organization' | 'tags' | 'sourceIdentity'; required: boolean }
  | { kind: 'role'; before: string; after: string }
  | { kind: 'boundary'; role: string; before: string; after: string }
  /** A statement that only one side has, found by the covering relation. */
  | {
      kind: 'statement';
      effect: 'Allow' | 'Deny' | 'unknown';
      policy: string;
      statement: string;
      actions: readonly string[];
      resources: readonly string[];
      conditions: readonly { operator: string; key: string; values: readonly string[] }[];
    }
  | { kind: 'unreadable'; policy: string; reason: string };

/** One difference between two sets of policies: a line of `changes` in `tendlc access --base … --format json`. */
export interface Change {
  kind: 'gained' | 'lost' | 'changed';
  /** The secondary's key, or the account ID. */
  account: string;
  accountId: string;
  caller: ChangedCaller;
  right: ChangedRight;
  /** `sms-voice` (SendTextMessage), `pinpoint` (SendMessages), otherwise the action; empty for a changed condition. */
  api: string;
  /** ARN of the role through which, or empty. */
  role: string;
  /** Verdicts for what is gained or lost, otherwise the condition as text. */
  before: string;
  after: string;
}
