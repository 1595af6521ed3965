import { accountOfArn, iamArn } from '../../arns';
import { type Policy, parsePolicy } from '../../iam';
import type { Verdict } from '../../iam/types';
import type { Secondary } from '../../manifest/types';
import { ASSUME_POLICY } from '../../names';
import { allowEverything, Evaluator, organizationKeys, principalOf, rank } from '../evaluate/evaluator';
import type { AssumeRoleContext } from '../expected';
import { groupBy } from '../group-by';
import type { RoleDocument } from '../iam-model';
import { trustedAccounts } from '../iam-model/trusted-accounts';
import { contextOf, isOutside } from '../questions/test-callers';
import type { Caller, ComparisonScope, ScopeRequest } from './comparison-scope';
import type { Side } from './side';

/** What a trust policy asks of the caller besides being the right principal. */
export interface Conditions {
  /** ARN of the role that the caller assumes. */
  role: string;
  /** The external IDs that the trust policy accepts; empty if it asks for none. */
  externalIds: string[];
  organization: boolean;
  tags: boolean;
  sourceIdentity: boolean;
}

/** One request that a caller may make. */
export interface EffectivePermission extends ScopeRequest {
  caller: Caller;
  verdict: Verdict;
  conditions: Conditions;
}

/** Everything in scope that this side's policies do not deny, by caller, action and resource. */
export function effectivePermissions(side: Side, scope: ComparisonScope): Map<string, EffectivePermission> {
  const evaluator = new Evaluator(side.manifest, side.model);
  const policies = callerPolicies(evaluator, scope, side.unknownAccounts);
  const rolesFor = senderRoles(side);
  const allowed = new Map<RoleDocument, (ScopeRequest & { verdict: Verdict })[]>();
  const permissions = new Map<string, EffectivePermission>();
  for (const caller of scope.callers) {
    for (const role of rolesFor(caller.accountId)) {
      const admitted = admission(evaluator, scope, caller, policies(caller), role);
      if (!admitted) continue;
      const requests = allowed.get(role) ?? allowedRequests(evaluator, scope, role);
      allowed.set(role, requests);
      for (const { verdict, ...request } of requests) {
        const weaker = rank[verdict] < rank[admitted.verdict] ? verdict : admitted.verdict;
        const key = [caller.accountId, caller.principal, request.action, request.resource].join('\n');
        const known = permissions.get(key);
        // Through several roles, the strongest one counts.
        if (!known || rank[known.verdict] < rank[weaker])
          permissions.set(key, { caller, verdict: weaker, ...request, conditions: admitted.conditions });
      }
    }
  }
  return permissions;
}

function allowedRequests(evaluator: Evaluator, scope: ComparisonScope, role: RoleDocument) {
  return scope.requests
    .map((request) => ({
      ...request,
      verdict: evaluator.act(role, request.action, request.resource).verdict,
    }))
    .filter(({ verdict }) => verdict !== 'denied');
}

/** Roles of the main account whose trust policy might admit callers of the account. */
function senderRoles({ manifest, model }: Side): (accountId: string) => RoleDocument[] {
  const named = new Map<string, RoleDocument[]>();
  const any: RoleDocument[] = [];
  for (const role of model.roles.values()) {
    if (role.accountId !== manifest.main.accountId) continue;
    const accounts = trustedAccounts(role.trust);
    if (accounts === 'any') any.push(role);
    else for (const account of accounts) named.set(account, [...(named.get(account) ?? []), role]);
  }
  return (accountId) => [...(named.get(accountId) ?? []), ...any];
}

function admission(
  evaluator: Evaluator,
  scope: ComparisonScope,
  { accountId, principal }: Caller,
  identity: Policy[],
  role: RoleDocument,
): { verdict: Verdict; conditions: Conditions } | undefined {
  const { organizationId, partition } = evaluator.manifest.main;
  const ask = (change: Partial<AssumeRoleContext>): Verdict => {
    const context = { accountId, principal, organizationId, ...change };
    const also = [
      ...(context.tags ? ['sts:TagSession'] : []),
      ...(context.sourceIdentity ? ['sts:SetSourceIdentity'] : []),
    ];
    const requester = {
      principal: principalOf(partition, accountId, principal),
      identity,
      also,
      ...(isOutside(change) && { absentKeys: organizationKeys }),
    };
    return evaluator.assume({ ...requester, context: contextOf(context) }, role).verdict;
  };
  const tried = [undefined, ...(scope.externalIds.get(accountId) ?? [])].map((externalId) => ({
    externalId,
    verdict: ask({ externalId }),
  }));
  const accepted = tried.filter(({ verdict }) => verdict !== 'denied');
  const best = accepted.toSorted((a, b) => rank[b.verdict] - rank[a.verdict])[0];
  if (!best) return undefined;
  const { externalId } = best;
  const withoutId = accepted.some((attempt) => attempt.externalId === undefined);
  return {
    verdict: best.verdict,
    conditions: {
      role: role.arn,
      externalIds: withoutId ? [] : accepted.map((attempt) => attempt.externalId!).sort(),
      organization:
        organizationId !== undefined && ask({ externalId, organizationId: undefined }) === 'denied',
      tags: ask({ externalId, tags: true }) === 'allowed',
      sourceIdentity: ask({ externalId, sourceIdentity: true }) === 'allowed',
    },
  };
}

const nothing: Policy = parsePolicy('no policy', '{"Version":"2012-10-17","Statement":[]}');

/**
 * The caller's own policies on this side. A role that either side creates has what this side gives it: nothing where
 * this side does not create it. Otherwise: what either side attaches to the name; where neither attaches anything, or
 * the account is open, the assume policy is assumed.
 */
function callerPolicies(
  evaluator: Evaluator,
  scope: ComparisonScope,
  unknownAccounts: ReadonlySet<string> = new Set(),
): (caller: Caller) => Policy[] {
  const { manifest, model } = evaluator;
  const secondaries = groupBy(manifest.secondaries, ({ accountId }) => accountId);
  const assumePolicies = groupBy(
    [...model.managed].filter(([arn]) => arn.endsWith(`/${ASSUME_POLICY}`)),
    ([arn]) => accountOfArn(arn),
  );
  const has = (accountId: string, test: (secondary: Secondary) => boolean): boolean =>
    (secondaries.get(accountId) ?? []).some(test);
  return ({ accountId, principal, holder }) => {
    if (unknownAccounts.has(accountId)) return [allowEverything];
    const arn = iamArn(manifest.main.partition, accountId, principal);
    const role = model.roles.get(arn);
    if (role) return evaluator.policiesOf(role);
    if (scope.managedRoles.has(arn)) return [nothing];
    if (scope.attached.has(holder) && !has(accountId, ({ principals }) => principals === 'account'))
      return (model.held.get(holder) ?? []).map(({ policy }) => policy);
    const assumed = assumePolicies.get(accountId) ?? [];
    if (assumed.length > 0) return assumed.map(([, { policy }]) => policy);
    return [has(accountId, ({ assumePolicy }) => assumePolicy !== 'none') ? nothing : allowEverything];
  };
}
