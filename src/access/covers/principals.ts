import { isObject, listOf } from '../../iam/json';
import { parseAws } from '../../iam/principal-aws';
import type { Effect, PrincipalTerm, Scope } from './types';

export const NO_PRINCIPAL: PrincipalTerm = { kind: 'none', key: 'none', written: '' };

function awsTerm(text: string): PrincipalTerm {
  const written = `AWS ${text}`;
  const principal = parseAws(text);
  switch (principal.kind) {
    case 'everyone':
      return { kind: 'everyone', key: 'everyone', written };
    case 'unknown':
      return { kind: 'unreadable', key: written, written };
    case 'account': {
      const { accountId, prefix } = principal;
      return { kind: 'account', key: `account ${accountId} ${prefix ?? ''}`, written, accountId, prefix };
    }
    default: {
      const [, partition = '', , , accountId = '', resource = ''] = text.split(':');
      const parts = resource.split('/');
      const name = (principal.kind === 'session' ? parts[1] : parts.at(-1)) ?? '';
      return { kind: principal.kind, key: written, written, accountId, prefix: `arn:${partition}:`, name };
    }
  }
}

function entryTerm(type: string, value: unknown): PrincipalTerm {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const written = `${type} ${text}`;
  if (typeof value !== 'string' || value === '') return { kind: 'unreadable', key: written, written };
  if (type === 'AWS') return awsTerm(value);
  const known =
    type === 'Federated' || type === 'CanonicalUser' || (type === 'Service' && !value.includes('*'));
  return { kind: known ? type : 'unreadable', key: written, written } as PrincipalTerm;
}

/** The entries of Principal. NotPrincipal is comparable only as the same JSON. */
export function principalTerms(plain: unknown, negated: unknown): PrincipalTerm[] {
  if (negated !== undefined || plain === undefined) {
    const written = `NotPrincipal ${canonicalPrincipal(negated)}${plain === undefined ? '' : ' beside Principal'}`;
    return [{ kind: 'unreadable', key: `${written} ${canonicalPrincipal(plain)}`, written }];
  }
  if (plain === '*') return [awsTerm('*')];
  const pairs = isObject(plain)
    ? Object.entries(plain).flatMap(([type, list]) => listOf(list).map((value) => [type, value] as const))
    : [];
  if (pairs.length === 0) {
    const written = JSON.stringify(plain);
    return [{ kind: 'unreadable', key: `unreadable ${written}`, written }];
  }
  return pairs.map(([type, value]) => entryTerm(type, value));
}

function canonicalPrincipal(value: unknown): string {
  if (!isObject(value)) return JSON.stringify(value) ?? '';
  return Object.keys(value)
    .sort()
    .map((type) => `${type} ${JSON.stringify(listOf(value[type]).map(String).sort())}`)
    .join(', ');
}

/** Under which keys a term of the wide side is found by those that it might cover. */
export function coversKeys(term: PrincipalTerm): string[] {
  switch (term.kind) {
    case 'account':
      return [`in ${term.accountId} ${term.prefix ?? ''}`, `in ${term.accountId} any`];
    case 'role':
      return [term.key, `sessions of ${term.prefix}${term.accountId}:${term.name}`];
    default:
      return [term.key];
  }
}

/**
 * The keys of what covers the term. A trust policy that names a principal of its own account needs no identity policy
 * beside it, and a session that it names is not limited by a boundary: there, an Allow of the account or of the role
 * is narrower. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export function coveredKeys(term: PrincipalTerm, scope: Scope, effect: Effect): string[] {
  if (term.kind === 'none' || term.kind === 'unreadable') return [term.key];
  if (term.kind === 'everyone' || !('accountId' in term)) return [term.key];
  if (term.kind === 'account') {
    const own = `in ${term.accountId} ${term.prefix ?? 'any'}`;
    return term.prefix === undefined ? [own, 'everyone'] : [own, `in ${term.accountId} `, 'everyone'];
  }
  const named = effect === 'Allow' && !(scope.kind === 'trust' && scope.ownerAccountId !== term.accountId);
  if (named) return [term.key, 'everyone'];
  return [
    term.key,
    'everyone',
    `in ${term.accountId} ${term.prefix}`,
    `in ${term.accountId} `,
    ...(term.kind === 'session' ? [`sessions of ${term.prefix}${term.accountId}:${term.name}`] : []),
  ];
}

/** No caller is named by both. */
export function principalsDisjoint(left: PrincipalTerm, right: PrincipalTerm): boolean {
  const unsure = ['none', 'everyone', 'unreadable', 'CanonicalUser'];
  if (unsure.includes(left.kind) || unsure.includes(right.kind)) return false;
  if (!('accountId' in left) || !('accountId' in right)) return left.key !== right.key;
  if (left.accountId !== right.accountId) return true;
  if (left.kind === 'account' || right.kind === 'account') return false;
  if (left.kind === right.kind) return left.key !== right.key;
  const roles = new Set([left.kind, right.kind]);
  return !(roles.has('role') && roles.has('session') && left.name === right.name);
}
