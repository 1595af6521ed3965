import type { Policy } from './policy';

export type { Policy } from './policy';

/** Three values, fail closed: a wanted grant needs `allowed`, an unwanted one needs `denied`; `unknown` fails both. */
export type Verdict = 'allowed' | 'denied' | 'unknown';

/**
 * Who calls. `arn` is what IAM compares with Principal elements: the role's own ARN for `role`, the assumed-role
 * ARN for `session` (whose `roleArn` is then its role's). The evaluator derives aws:PrincipalArn,
 * aws:PrincipalAccount and aws:PrincipalType from it unless the context gives them.
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
   * Left out: the context is complete. Given: only these keys are known to be missing, every other key that is neither
   * here nor in the context nor derived from the principal may be in the request, and what tests it is unknown.
   */
  absentKeys?: readonly string[];
}

/** What applies to a request; `unknown` is a policy that exists but is not known. */
export interface PolicySet {
  /** Of the caller: a user's with its groups', a session's role's. */
  identity: readonly Policy[];
  /** Of the caller. */
  boundary?: Policy | 'unknown';
  /** Of the resource; for sts:AssumeRole the role's trust policy. */
  resource?: Policy | 'unknown';
}

/** What was denied or allowed where; the sandbox words AWS's message by it. */
export type Reason =
  | 'allowed'
  | 'identity-policy-explicit-deny'
  | 'identity-policy-no-allow'
  | 'permissions-boundary-explicit-deny'
  | 'permissions-boundary-no-allow'
  | 'resource-policy-explicit-deny'
  | 'resource-policy-no-allow'
  | 'unknown';

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

/** Why every other statement did not apply is asked for with `explain`: it costs more than the verdict. */
export interface Decision {
  verdict: Verdict;
  reason: Reason;
  /** `POLICY/STATEMENT` (two where both sides had to allow), or words where none decided ("no statement of POLICY allows it"). */
  decidedBy: string;
}
