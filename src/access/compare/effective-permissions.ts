import { type Policy, parsePolicy } from '../../iam/index';
import type { Verdict } from '../../iam/types';
import { allowEverything, Evaluator, principalOf, rank } from '../evaluate/evaluator';
import type { AssumeRoleContext } from '../expected';
import type { RoleDocument } from '../iam-model/index';
import { contextOf } from '../questions/test-callers';
import type { Caller, ComparisonScope } from './comparison-scope';
import type { Side } from './side';

/** How somebody comes in: what a trust asks of the caller besides being who they are. */
export interface Conditions {
  role: string;
  /** The external IDs that are accepted; empty: none is asked for. */
  externalIds: string[];
  organization: boolean;
  tags: boolean;
  sourceIdentity: boolean;
}

/** One thing that somebody may do. */
export interface EffectivePermission {
  subject: Caller;
  verdict: Verdict;
  api: string;
  action: string;
  resource: string;
  conditions: Conditions;
}

/** Everything of the universe that this side's documents do not deny, by subject, action and resource. */
export function effectivePermissions(
  side: Side,
  universe: ComparisonScope,
): Map<string, EffectivePermission> {
  const judge = new Evaluator(side.manifest, side.documents);
  const facts = new Map<string, EffectivePermission>();
  const roles = rolesByAccount(side);
  const actions = new Map<
    RoleDocument,
    { verdict: Verdict; api: string; action: string; resource: string }[]
  >();
  for (const subject of universe.subjects) {
    for (const role of roles(subject.accountId)) {
      const admitted = admission(judge, universe, subject, role);
      if (!admitted) continue;
      const may = actions.get(role) ?? actionsOf(judge, universe, role);
      actions.set(role, may);
      for (const { verdict, ...what } of may) {
        const weaker = rank[verdict] < rank[admitted.verdict] ? verdict : admitted.verdict;
        keep(facts, { subject, verdict: weaker, ...what, conditions: admitted.conditions });
      }
    }
  }
  return facts;
}

/** Through several roles, the strongest one counts. */
function keep(facts: Map<string, EffectivePermission>, fact: EffectivePermission): void {
  const key = [fact.subject.accountId, fact.subject.label, fact.action, fact.resource].join('\n');
  const known = facts.get(key);
  if (!known || rank[known.verdict] < rank[fact.verdict]) facts.set(key, fact);
}

function actionsOf(judge: Evaluator, universe: ComparisonScope, role: RoleDocument) {
  return universe.targets
    .map(({ api, action, resource }) => ({
      api,
      action,
      resource,
      verdict: judge.act(role, action, resource).verdict,
    }))
    .filter(({ verdict }) => verdict !== 'denied');
}

/** Roles of the main account whose trust names the account, or anybody. */
function rolesByAccount({ manifest, documents }: Side): (accountId: string) => RoleDocument[] {
  const named = new Map<string, RoleDocument[]>();
  const anybody: RoleDocument[] = [];
  for (const role of documents.roles.values()) {
    if (role.accountId !== manifest.main.accountId) continue;
    const { text } = role.trust;
    if (text === '' || text.includes('"*"') || text.includes('NotPrincipal')) anybody.push(role);
    for (const account of new Set(text.match(/\d{12}/g)))
      named.set(account, [...(named.get(account) ?? []), role]);
  }
  return (accountId) => [...new Set([...(named.get(accountId) ?? []), ...anybody])];
}

function admission(
  judge: Evaluator,
  universe: ComparisonScope,
  subject: Caller,
  role: RoleDocument,
): { verdict: Verdict; conditions: Conditions } | undefined {
  const { organizationId } = judge.manifest.main;
  const identity = identityOf(judge, universe, subject);
  const ask = (asker: Partial<AssumeRoleContext>): Verdict => {
    const full = { accountId: subject.accountId, principal: subject.principal, organizationId, ...asker };
    const also = [
      ...(asker.tags ? ['sts:TagSession'] : []),
      ...(asker.sourceIdentity ? ['sts:SetSourceIdentity'] : []),
    ];
    const principal = principalOf(judge.manifest.main.partition, subject.accountId, subject.principal);
    return judge.assume({ principal, identity, context: contextOf(full), also }, role).verdict;
  };
  const known = universe.externalIds.get(subject.accountId) ?? [];
  const tried = [undefined, ...known].map((externalId) => ({ externalId, verdict: ask({ externalId }) }));
  const accepted = tried.filter(({ verdict }) => verdict !== 'denied');
  const best = accepted.sort((a, b) => rank[b.verdict] - rank[a.verdict])[0];
  if (!best) return undefined;
  const { externalId } = best;
  const open = accepted.some((attempt) => attempt.externalId === undefined);
  return {
    verdict: best.verdict,
    conditions: {
      role: role.arn,
      externalIds: open ? [] : accepted.map((attempt) => attempt.externalId!).sort(),
      organization:
        organizationId !== undefined && ask({ externalId, organizationId: undefined }) === 'denied',
      tags: ask({ externalId, tags: true }) === 'allowed',
      sourceIdentity: ask({ externalId, sourceIdentity: true }) === 'allowed',
    },
  };
}

const nothing: Policy = parsePolicy('no policy', '{"Version":"2012-10-17","Statement":[]}');

/** By attachment where either side attaches something to this name; else, or in an open account, the assume policy is taken as given. */
function identityOf(
  judge: Evaluator,
  universe: ComparisonScope,
  { accountId, principal, holder }: Caller,
): Policy[] {
  const { documents, manifest } = judge;
  const role = documents.roles.get(`arn:${manifest.main.partition}:iam::${accountId}:${principal}`);
  if (role) return judge.policiesOf(role);
  const open = manifest.secondaries.some(
    (secondary) => secondary.accountId === accountId && secondary.principals === 'account',
  );
  if (universe.attached.has(holder) && !open)
    return (documents.held.get(holder) ?? []).map(({ policy }) => policy);
  const given = [...documents.managed].filter(
    ([arn]) => arn.split(':')[4] === accountId && arn.endsWith('/TenDlcAssumeSender'),
  );
  if (given.length > 0) return given.map(([, { policy }]) => policy);
  const makesPolicy = manifest.secondaries.some(
    (secondary) => secondary.accountId === accountId && secondary.assumePolicy !== 'none',
  );
  return [makesPolicy ? nothing : allowEverything];
}
