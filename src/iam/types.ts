import type { Ternary } from './ternary';

/** Three values, fail closed: a wanted grant needs `allowed`, an unwanted one needs `denied`; `unknown` fails both. */
export type Verdict = 'allowed' | 'denied' | 'unknown';

/**
 * Who calls. `arn` is what IAM compares with Principal elements: the role's own ARN for `role`, the assumed-role
 * ARN for `session` (whose `roleArn` is then its role's). The evaluator derives aws:PrincipalArn,
 * aws:PrincipalAccount and aws:PrincipalType from it unless the context contains them.
 */
export interface Principal {
  kind: 'root' | 'user' | 'role' | 'session' | 'service' | 'anonymous';
  arn: string;
  accountId: string;
  roleArn?: string;
}

/** Condition keys of the request; looked up without regard to case. A key that is absent is not in the request. */
export type RequestContext = Record<string, string | string[]>;

export interface AccessRequest {
  /** `service:Operation`. */
  action: string;
  /** ARN, or `*` for an action that has no resource. */
  resource: string;
  /** The account that owns the resource. */
  resourceAccountId: string;
  principal: Principal;
  context: RequestContext;
  /**
   * Left out: the context is complete. Otherwise only these keys are known to be missing: every other key that is
   * neither here, nor in the context, nor derived from the principal might be in the request, and what tests it is
   * unknown.
   */
  absentKeys?: readonly string[];
}

/** The key is in the request, or might be, but its value is not known. */
export const UNKNOWN: unique symbol = Symbol();

export type KeyValue = string | readonly string[] | undefined | typeof UNKNOWN;

/** A request that is ready to be compared with statements. */
export interface Call {
  readonly request: AccessRequest;
  /** Lower case: action names are compared without regard to case. */
  readonly action: string;
  readonly resource: string;
  readonly principal: Principal;
  /** The caller has a permissions boundary. */
  readonly bounded: boolean;
  /** The value of a condition key. `lower` is `key` in lower case. */
  lookup(key: string, lower: string): KeyValue;
}

/** One element of a statement, or one line of its Condition. A statement applies if all of its checks hold. */
export interface Check {
  test(call: Call): Ternary;
  /** For people: what the statement wants and what the request has. */
  describe(call: Call): string;
}

/**
 * How a resource policy names the caller, weakest first. `account` leaves the decision to the account's identity
 * policies; `role` is limited by a permissions boundary; `direct` is limited only by a Deny.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export type Naming = 'account' | 'role' | 'direct';

export interface PrincipalCheck extends Check {
  /** Like `test`, for callers that are named at least as strongly as `atLeast`. */
  names(call: Call, atLeast: Naming): Ternary;
}

/** What a policy is attached to: the caller (a boundary too), or the resource. */
export type Side = 'identity' | 'resource';

/** The statement that decided, or a whole policy none of whose statements allows the request. */
export interface StatementRef {
  policy: string;
  /** The statement's Sid, else `#N` counted from 1. */
  sid?: string;
}

/** A statement, compiled once. */
export interface Statement {
  ref: Required<StatementRef>;
  /** Unknown: it might allow and it might deny. */
  effect: 'Allow' | 'Deny' | 'unknown';
  /** All must hold: for a policy of an identity, and for a policy of a resource. */
  checks: Record<Side, Check[]>;
  /** Absent if the statement has no Principal. */
  principal?: PrincipalCheck;
}

/** A policy document, read and compiled once, for many requests. */
export interface Policy {
  name: string;
  statements: readonly Statement[];
}

/** What applies to a request. `unknown` is a policy that exists or might exist but is not known. */
export interface PolicySet {
  /** Of the caller: a user's with its groups', a session's role's. */
  identity: readonly Policy[];
  /** Of the caller. */
  boundary?: Policy | 'unknown';
  /**
   * Of the resource; for sts:AssumeRole the role's trust policy. Left out: `unknown` if the resource is in another
   * account than the caller or its policy must always allow (a role, a KMS key), else `none`.
   */
  resource?: Policy | 'unknown' | 'none';
}

/** Whose policies decided; `session` is for callers that evaluate session policies themselves. */
export type PolicySide = 'identity' | 'boundary' | 'resource' | 'session';

/** Why the verdict is what it is. */
export type Reason =
  | { kind: 'allowed' | 'unknown' }
  | { kind: 'explicitDeny' | 'noAllow'; side: PolicySide }
  /** "You cannot call AssumeRole by using AWS account root user credentials": STS API Reference, AssumeRole. */
  | { kind: 'rootUser' };

/** Why each of the other statements did not apply is the answer of `explain`: it costs more than the verdict. */
export interface Decision {
  verdict: Verdict;
  reason: Reason;
  /** Two statements if both sides had to allow. Empty if the policy that decides is not known. `decidedByText` words it. */
  decidedBy: StatementRef[];
}

/** Why one statement did not apply, or that it did. */
export interface StatementTrace {
  policy: string;
  /** Sid, else `#N` counted from 1. */
  statement: string;
  effect: 'Allow' | 'Deny' | 'unknown';
  outcome: 'matched' | 'not-matched' | 'unknown';
  /** e.g. `condition StringEquals sts:ExternalId: wanted dev-10dlc, had none`. Empty when matched. */
  because: string;
}
