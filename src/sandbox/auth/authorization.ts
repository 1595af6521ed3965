import {
  type AccessRequest,
  authorize,
  decidedByText,
  explain,
  type Policy,
  type PolicySet,
  type PolicySide,
  type Reason,
  type RequestContext,
  type StatementTrace,
  type Verdict,
} from '../../iam';
import { AwsError } from '../aws-error';
import { type Denial, KEEP, keep } from '../call-log';
import type { Call } from '../services/operation';
import { viewOf } from '../world/propagation';
import { requestContext } from './request-context';

/** What a call needs permission for. */
export interface Access {
  action: string;
  /** ARN, or `*`. */
  resource: string;
  resourceAccountId: string;
  /** A role's trust policy; other resources have none here. */
  trust?: Policy;
  /** How AWS's message names the resource, if not by its ARN (`role NAME`). */
  shown?: string;
  context?: RequestContext;
}

export interface CallDecision {
  verdict: Verdict;
  /** The side is `session` if the session's own policies, not those of its role, refused. */
  reason: Reason;
  decidedBy: string;
  /** Of every statement that was evaluated, whether it applied and why not. */
  trace(): StatementTrace[];
}

export function decide(call: Call, access: Access): CallDecision {
  const { caller } = call;
  const view = viewOf(call.world, caller.entityArn);
  const request: AccessRequest = {
    action: access.action,
    resource: access.resource,
    resourceAccountId: access.resourceAccountId,
    principal:
      caller.kind === 'session'
        ? { kind: 'session', arn: caller.arn, accountId: caller.accountId, roleArn: caller.entityArn }
        : { kind: 'user', arn: caller.arn, accountId: caller.accountId },
    context: { ...requestContext(call, access.resourceAccountId), ...access.context },
  };
  const known = view?.id === caller.entityId ? view : undefined;
  const own = evaluate(request, {
    identity: known?.identity ?? [],
    boundary: known?.boundary,
    resource: access.trust ?? 'none',
  });
  if (own.verdict !== 'allowed' || caller.sessionPolicies.length === 0) return own;
  const limited = evaluate(request, {
    identity: known?.identity ?? [],
    boundary: union('session policies', caller.sessionPolicies),
    resource: access.trust ?? 'none',
  });
  const { reason } = limited;
  return 'side' in reason ? { ...limited, reason: { ...reason, side: 'session' } } : limited;
}

function evaluate(request: AccessRequest, policies: PolicySet): CallDecision {
  const decision = authorize(request, policies);
  const { verdict, reason } = decision;
  return { verdict, reason, decidedBy: decidedByText(decision), trace: () => explain(request, policies) };
}

/**
 * Session policies limit a session as a boundary limits a role. They also limit what a resource policy grants to the
 * role, but not what it grants to the session's own ARN (IAM User Guide, access_policies, session policies).
 */
function union(name: string, policies: readonly Policy[]): Policy {
  return { name, statements: policies.flatMap(({ statements }) => statements) };
}

/** Throws AWS's access denied unless the call is allowed. An unknown verdict is a denial. */
export function requireAllowed(call: Call, access: Access, code: string, status: number): void {
  const decision = decide(call, access);
  if (decision.verdict === 'allowed') return;
  throw denied(call, access, decision, code, status);
}

/** Records a denial and words it as AWS does. */
export function denied(
  call: Call,
  access: Access,
  decision: CallDecision,
  code: string,
  status: number,
): AwsError {
  const message = deniedMessage(call.caller.arn, call.caller.accountId, access, decision);
  const denial: Denial = {
    at: new Date(call.world.now()).toISOString(),
    requestId: call.requestId,
    caller: call.caller.arn,
    accountId: call.caller.accountId,
    action: access.action,
    resource: access.resource,
    code,
    message,
    decidedBy: decision.decidedBy,
    reason: reasonText(decision.reason),
    trace: decision.trace(),
  };
  keep(call.callLog.denials, denial, KEEP.denials);
  return new AwsError(code, message, status);
}

/** IAM User Guide, troubleshoot_access-denied. Across accounts AWS does not name the other account's policies. */
function deniedMessage(arn: string, accountId: string, access: Access, decision: CallDecision): string {
  const text = `User: ${arn} is not authorized to perform: ${access.action} on resource: ${access.shown ?? access.resource}`;
  const { reason } = decision;
  if (!('side' in reason)) return text;
  const explicit = reason.kind === 'explicitDeny';
  if (accountId !== access.resourceAccountId && !(reason.side !== 'resource' && explicit)) return text;
  const kind = policyKind(access, reason.side);
  return explicit
    ? `${text} with an explicit deny in ${kind.article} ${kind.name}`
    : `${text} because no ${kind.name} allows the ${access.action} action`;
}

function reasonText(reason: Reason): string {
  return 'side' in reason ? `${reason.side} policy: ${reason.kind}` : reason.kind;
}

function policyKind(access: Access, side: PolicySide): { article: string; name: string } {
  switch (side) {
    case 'session':
      return { article: 'a', name: 'session policy' };
    case 'identity':
      return { article: 'an', name: 'identity-based policy' };
    case 'boundary':
      return { article: 'a', name: 'permissions boundary' };
    case 'resource':
      return access.trust
        ? { article: 'the', name: 'role trust policy' }
        : { article: 'a', name: 'resource-based policy' };
  }
}
