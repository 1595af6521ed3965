import { listed } from './check';
import { Call } from './context';
import { allowsNamed, type Judgement, judge, UNKNOWN_JUDGEMENT } from './judge';
import type { Policy } from './policy';
import type { Statement } from './statement';
import { and, or, type Ternary } from './ternary';
import type { AccessRequest, Decision, PolicySet, Reason } from './types';

/** What `authorize` does not look at; whoever prints a verdict says so. */
export const NOT_EVALUATED = [
  'service control policies (SCPs)',
  'resource control policies (RCPs)',
  'session policies',
] as const;

/**
 * Actions whose resource has a policy that must allow them in its own account too.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
const RESOURCE_POLICY_DECIDES = /^(?:kms:|sts:(?:assumerole|tagsession|setsourceidentity|setcontext))/;

const NO_BOUNDARY: Judgement = { allow: 'yes', deny: 'no' };
const NOTHING: Judgement = { allow: 'no', deny: 'no' };

interface Sides {
  identity: Judgement;
  boundary: Judgement;
  resource: Judgement;
}

const DENIALS = [
  ['resource', 'resource-policy-explicit-deny'],
  ['identity', 'identity-policy-explicit-deny'],
  ['boundary', 'permissions-boundary-explicit-deny'],
] as const satisfies [keyof Sides, Reason][];

const MISSING = [
  ['identity', 'identity-policy-no-allow'],
  ['boundary', 'permissions-boundary-no-allow'],
  ['resource', 'resource-policy-no-allow'],
] as const satisfies [keyof Sides, Reason][];

function resourceSide(policy: PolicySet['resource'], call: Call): Judgement {
  if (policy === undefined) return RESOURCE_POLICY_DECIDES.test(call.action) ? UNKNOWN_JUDGEMENT : NOTHING;
  return policy === 'unknown' ? UNKNOWN_JUDGEMENT : judge([policy], call, 'resource');
}

function boundarySide(policy: PolicySet['boundary'], call: Call): Judgement {
  if (policy === undefined) return NO_BOUNDARY;
  return policy === 'unknown' ? UNKNOWN_JUDGEMENT : judge([policy], call, 'identity');
}

/** The root user, AWS's own services and anonymous callers have no identity policies. */
function identitySide(policies: readonly Policy[], call: Call): Judgement {
  const { kind } = call.principal;
  return kind === 'user' || kind === 'role' || kind === 'session'
    ? judge(policies, call, 'identity')
    : NO_BOUNDARY;
}

/** What the sides allow together, explicit denials aside. */
function grant(call: Call, sides: Sides, policy: PolicySet['resource']): Ternary {
  const { kind, accountId } = call.principal;
  const both = and(sides.identity.allow, sides.boundary.allow);
  const all = and(both, sides.resource.allow);
  if (kind === 'service' || kind === 'anonymous') return sides.resource.allow;
  if (accountId !== call.request.resourceAccountId) return all;
  const either = RESOURCE_POLICY_DECIDES.test(call.action) ? all : both;
  if (either === 'yes' || sides.resource.allow === 'no') return either;
  if (policy === undefined || policy === 'unknown') return or(either, sides.resource.allow);
  const byRole = and(allowsNamed(policy, call, 'role'), sides.boundary.allow);
  return or(either, or(byRole, allowsNamed(policy, call, 'direct')));
}

function denied(reason: Reason, decidedBy: string): Decision {
  return { verdict: 'denied', reason, decidedBy };
}

function named(first: Statement | undefined, second?: Statement): string {
  if (first === undefined) return second?.id ?? 'a policy that is not known';
  return second === undefined ? first.id : `${first.id} and ${second.id}`;
}

/** Which policies of a side have no statement that allows, in words; none of them is unknown, or it might allow. */
function nothingAllows(side: keyof Sides, policies: PolicySet): string {
  const names = ([policies[side] ?? []].flat() as Policy[]).map(({ name }) => name);
  return names.length === 0 ? `no ${side} policy allows it` : `no statement of ${listed(names)} allows it`;
}

function unknown(decidedBy: string): Decision {
  return { verdict: 'unknown', reason: 'unknown', decidedBy };
}

/** The statement by which a side allows, if it does so as clearly as asked. */
function allowing({ allow, allowedBy }: Judgement, clarity: Ternary): Statement | undefined {
  return allow === clarity ? allowedBy : undefined;
}

/**
 * Whether AWS would allow the request, as far as the given policies decide it. SCPs, RCPs and session policies are not
 * evaluated (`NOT_EVALUATED`). Across accounts the caller's identity policies and the resource's policy must both allow;
 * within an account either does, but for trust policies and KMS keys, which must always allow. A permissions boundary
 * limits, an explicit Deny wins anywhere. What is not understood makes the verdict `unknown` unless the rest decides.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 *
 * @example authorize(request, { identity: [assumePolicy], resource: trust }).verdict === 'allowed'
 */
export function authorize(request: AccessRequest, policies: PolicySet): Decision {
  const call = new Call(request, policies.boundary !== undefined);
  const sides: Sides = {
    resource: resourceSide(policies.resource, call),
    identity: identitySide(policies.identity, call),
    boundary: boundarySide(policies.boundary, call),
  };
  for (const [side, reason] of DENIALS) {
    const { deny, deniedBy } = sides[side];
    if (deny === 'yes') return denied(reason, named(deniedBy));
  }
  // "You cannot call AssumeRole by using AWS account root user credentials": STS API Reference, AssumeRole.
  if (call.principal.kind === 'root' && call.action === 'sts:assumerole') {
    return denied('identity-policy-no-allow', 'AWS refuses sts:AssumeRole to the root user of an account');
  }
  const granted = grant(call, sides, policies.resource);
  for (const [side, reason] of MISSING) {
    if (granted === 'no' && sides[side].allow === 'no') return denied(reason, nothingAllows(side, policies));
  }
  for (const [side] of DENIALS) {
    if (sides[side].deny === 'unknown') return unknown(named(sides[side].deniedBy));
  }
  const { identity, boundary, resource } = sides;
  if (granted === 'yes') {
    const decidedBy = named(allowing(identity, 'yes'), allowing(resource, 'yes'));
    return { verdict: 'allowed', reason: 'allowed', decidedBy };
  }
  const limit = allowing(boundary, 'unknown');
  return unknown(named(allowing(identity, 'unknown') ?? limit, allowing(resource, 'unknown')));
}
