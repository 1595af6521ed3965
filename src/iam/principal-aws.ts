import { type Ternary, ternary } from './ternary';
import type { Naming, Principal } from './types';

/** A value of `AWS` in a Principal element. */
export type AwsPrincipal =
  | { kind: 'everyone' }
  /** `prefix` is `arn:PARTITION:` if the policy names the account by the ARN of its root. */
  | { kind: 'account'; accountId: string; prefix?: string }
  | { kind: 'user' | 'role' | 'session' | 'federated'; arn: string }
  /** A unique ID by which AWS replaces a deleted principal's ARN (AROA…, AIDA…), or any other text. */
  | { kind: 'unknown' };

const ACCOUNT = /^\d{12}$/;
const ARN = /^arn:([a-z0-9-]+):(iam|sts)::(\d{12}):([^*?]+)$/;

const KINDS: [service: string, resource: RegExp, kind: 'user' | 'role' | 'session' | 'federated'][] = [
  ['iam', /^user\/./, 'user'],
  ['iam', /^role\/./, 'role'],
  ['sts', /^assumed-role\/[^/]+\/[^/]+$/, 'session'],
  ['sts', /^federated-user\/[^/]+$/, 'federated'],
];

/** An ARN here can't have wildcards: "You cannot use a wildcard to match part of a principal name or ARN". */
export function parseAws(text: string): AwsPrincipal {
  if (text === '*') return { kind: 'everyone' };
  if (ACCOUNT.test(text)) return { kind: 'account', accountId: text };
  const match = ARN.exec(text);
  if (match === null) return { kind: 'unknown' };
  const [, partition, service, accountId, resource] = match as unknown as [
    string,
    string,
    string,
    string,
    string,
  ];
  if (service === 'iam' && resource === 'root') {
    return { kind: 'account', accountId, prefix: `arn:${partition}:` };
  }
  const kind = KINDS.find(([of, pattern]) => of === service && pattern.test(resource))?.[2];
  return kind === undefined ? { kind: 'unknown' } : { kind, arn: text };
}

function inAccount(entry: AwsPrincipal & { kind: 'account' }, principal: Principal): Ternary {
  if (principal.accountId !== entry.accountId) return 'no';
  // An account is in one partition only, so AWS would have refused the ARN.
  return entry.prefix === undefined || principal.arn.startsWith(entry.prefix) ? 'yes' : 'unknown';
}

function roleOf(principal: Principal): string | undefined {
  return principal.kind === 'role' ? principal.arn : principal.roleArn;
}

/** The session of a role whose ARN is not known has the role's name and account, not its path. */
function isRole(arn: string, principal: Principal): Ternary {
  const role = roleOf(principal);
  if (role !== undefined) return ternary(role === arn);
  const name = principal.arn.split('/')[1];
  const same = arn.split(':')[4] === principal.accountId && arn.slice(arn.lastIndexOf('/') + 1) === name;
  return same ? 'unknown' : 'no';
}

/** If the caller is a role, its session is not known. */
function isSession(arn: string, principal: Principal): Ternary {
  if (principal.kind === 'session') return ternary(principal.arn === arn);
  const name = principal.arn.slice(principal.arn.lastIndexOf('/') + 1);
  const same = arn.split(':')[4] === principal.accountId && arn.split('/')[1] === name;
  return same ? 'unknown' : 'no';
}

export function matchAws(entry: AwsPrincipal, principal: Principal, atLeast: Naming): Ternary {
  const { kind } = principal;
  switch (entry.kind) {
    case 'everyone':
      return 'yes';
    case 'unknown':
      return kind === 'anonymous' || kind === 'service' ? 'no' : 'unknown';
    case 'account':
      if (kind === 'anonymous' || kind === 'service') return 'no';
      // A root ARN names the root user directly, and everybody else of the account through the account.
      return atLeast === 'account' || kind === 'root' ? inAccount(entry, principal) : 'no';
    case 'role':
      if (kind !== 'role' && kind !== 'session') return 'no';
      return atLeast === 'direct' ? 'no' : isRole(entry.arn, principal);
    case 'session':
      return kind === 'role' || kind === 'session' ? isSession(entry.arn, principal) : 'no';
    case 'user':
      return ternary(kind === 'user' && principal.arn === entry.arn);
    case 'federated':
      return 'no';
  }
}
