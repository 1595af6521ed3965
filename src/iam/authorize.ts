import { PreparedCall } from './context';
import { allowsNamed, decideSide, type SideDecision, UNKNOWN_DECISION } from './side-decision';
import { and, or, type Ternary } from './ternary';
import type { AccessRequest, Call, Decision, Policy, PolicySet, Reason, Statement } from './types';

/** What `authorize` does not evaluate; every report of a verdict must say so. */
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

const NO_LIMIT: SideDecision = { allow: 'yes', deny: 'no' };
const NOTHING: SideDecision = { allow: 'no', deny: 'no' };

interface Sides {
  identity: SideDecision;
  boundary: SideDecision;
  resource: SideDecision;
}

/** In the order in which a Deny is reported. */
const DENY_ORDER = ['resource', 'identity', 'boundary'] as const satisfies (keyof Sides)[];
/** In the order in which a missing Allow is reported. */
const ALLOW_ORDER = ['identity', 'boundary', 'resource'] as const satisfies (keyof Sides)[];

/** The owner of a resource in another account might have written a policy for it. */
function resourcePolicy(policy: PolicySet['resource'], call: Call): Policy | 'unknown' | 'none' {
  if (policy !== undefined) return policy;
  const foreign = call.principal.accountId !== call.request.resourceAccountId;
  return foreign || RESOURCE_POLICY_DECIDES.test(call.action) ? 'unknown' : 'none';
}

function resourceSide(policy: Policy | 'unknown' | 'none', call: Call): SideDecision {
  if (policy === 'none') return NOTHING;
  return policy === 'unknown' ? UNKNOWN_DECISION : decideSide([policy], call, 'resource');
}

function boundarySide(policy: PolicySet['boundary'], call: Call): SideDecision {
  if (policy === undefined) return NO_LIMIT;
  return policy === 'unknown' ? UNKNOWN_DECISION : decideSide([policy], call, 'identity');
}

/** The root user, AWS's own services and anonymous callers have no identity policies. */
function identitySide(policies: readonly Policy[], call: Call): SideDecision {
  const { kind } = call.principal;
  return kind === 'user' || kind === 'role' || kind === 'session'
    ? decideSide(policies, call, 'identity')
    : NO_LIMIT;
}

/** What the sides allow together, explicit denials aside. */
function grant(call: Call, sides: Sides, policy: Policy | 'unknown' | 'none'): Ternary {
  const { kind, accountId } = call.principal;
  const both = and(sides.identity.allow, sides.boundary.allow);
  const all = and(both, sides.resource.allow);
  if (kind === 'service' || kind === 'anonymous') return sides.resource.allow;
  if (accountId !== call.request.resourceAccountId) return all;
  const either = RESOURCE_POLICY_DECIDES.test(call.action) ? all : both;
  if (either === 'yes' || sides.resource.allow === 'no') return either;
  if (policy === 'unknown' || policy === 'none') return or(either, sides.resource.allow);
  const byRole = and(allowsNamed(policy, call, 'role'), sides.boundary.allow);
  return or(either, or(byRole, allowsNamed(policy, call, 'direct')));
}

function decision(
  verdict: Decision['verdict'],
  reason: Reason,
  first?: Statement,
  second?: Statement,
): Decision {
  const decidedBy = first === undefined ? [] : [first.ref];
  if (second !== undefined) decidedBy.push(second.ref);
  return { verdict, reason, decidedBy };
}

/** A side without a statement that allows. None of its policies is unknown: such a policy might allow. */
function noAllow(side: keyof Sides, policies: PolicySet): Decision {
  const ofSide = policies[side];
  const known = typeof ofSide === 'string' || ofSide === undefined ? [] : [ofSide].flat();
  const decidedBy = known.map(({ name }) => ({ policy: name }));
  return { verdict: 'denied', reason: { kind: 'noAllow', side }, decidedBy };
}

/** The statement by which a side allows, if it does so with this clarity. */
function allowing({ allow, allowedBy }: SideDecision, clarity: Ternary): Statement | undefined {
  return allow === clarity ? allowedBy : undefined;
}

/**
 * Whether AWS would allow the request, as far as the policies decide it. SCPs, RCPs and session policies are not
 * evaluated (`NOT_EVALUATED`). Across accounts the caller's identity policies and the resource's policy must both allow.
 * Within an account one of them is enough, except for trust policies and KMS keys, which must always allow. A
 * permissions boundary limits. An explicit Deny always wins. A part that it cannot evaluate makes the verdict `unknown` unless
 * the rest decides.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 *
 * @example authorize(request, { identity: [assumePolicy], resource: trust }).verdict === 'allowed'
 */
export function authorize(request: AccessRequest, policies: PolicySet): Decision {
  const call = new PreparedCall(request, policies.boundary !== undefined);
  const ofResource = resourcePolicy(policies.resource, call);
  const sides: Sides = {
    resource: resourceSide(ofResource, call),
    identity: identitySide(policies.identity, call),
    boundary: boundarySide(policies.boundary, call),
  };
  for (const side of DENY_ORDER) {
    const { deny, deniedBy } = sides[side];
    if (deny === 'yes') return decision('denied', { kind: 'explicitDeny', side }, deniedBy);
  }
  if (call.principal.kind === 'root' && call.action === 'sts:assumerole') {
    return decision('denied', { kind: 'rootUser' });
  }
  const granted = grant(call, sides, ofResource);
  for (const side of ALLOW_ORDER) {
    if (granted === 'no' && sides[side].allow === 'no') return noAllow(side, policies);
  }
  for (const side of DENY_ORDER) {
    if (sides[side].deny === 'unknown') return decision('unknown', { kind: 'unknown' }, sides[side].deniedBy);
  }
  const { identity, boundary, resource } = sides;
  if (granted === 'yes') {
    return decision('allowed', { kind: 'allowed' }, allowing(identity, 'yes'), allowing(resource, 'yes'));
  }
  const limit = allowing(identity, 'unknown') ?? allowing(boundary, 'unknown');
  return decision('unknown', { kind: 'unknown' }, limit, allowing(resource, 'unknown'));
}
