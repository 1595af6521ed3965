import { OTHER_REGION } from '../evaluate/caller-policies';
import type { AccessCheck, CheckCase, Condition } from '../model';
import { conditionText, NumberLabels } from './labels';
import type { AccessReport } from './report';

/** Checks of callers that may send, or might, that differ only in number and principal. */
export interface Grant {
  account: string;
  accountId: string;
  /** Each with what is assumed about it. */
  principals: { name: string; note: string }[];
  api: string;
  numbers: string[];
  conditions: string[];
  /** The role's name. */
  role: string;
  /** The statements, without the role's name. */
  decidedBy: string;
}

const isAssumed = ({ kind }: Condition): boolean => kind === 'assumed';

export function grantsOf({ cells, manifest }: AccessReport): Grant[] {
  const labels = new NumberLabels(manifest);
  const byPrincipal = new Map<string, Grant>();
  for (const cell of cells) {
    if (cell.verdict === 'denied' || !isAboutSending(cell)) continue;
    const { account, accountId, principal, api, decidedBy, conditions, number, resource } = cell;
    const role = cell.role.slice(cell.role.lastIndexOf('/') + 1);
    const key = JSON.stringify([account, principal, api, conditions, cell.role, decidedBy]);
    const grant = byPrincipal.get(key) ?? {
      account,
      accountId,
      principals: [{ name: nameOf(cell), note: textOf(conditions.filter(isAssumed)) }],
      api,
      numbers: [],
      conditions: conditions.filter((condition) => !isAssumed(condition)).map(conditionText),
      role,
      decidedBy: decidedByOf(cell, role),
    };
    byPrincipal.set(key, grant);
    grant.numbers.push(`${cell.verdict === 'unknown' ? 'unknown: ' : ''}${labels.of(number, resource)}`);
  }
  return merged([...byPrincipal.values()]);
}

/** `TenDlcAssumeSender/AssumeSender, trust policy/Senders, Send/SendSms`: the policies of the role without its name. */
function decidedByOf({ decidedBy, statements = [] }: AccessCheck, role: string): string {
  if (statements.length === 0) return decidedBy;
  const nameIn = (policy: string): string =>
    [`${role} `, `${role}/`].some((prefix) => policy.startsWith(prefix))
      ? policy.slice(role.length + 1)
      : policy;
  return statements
    .map(({ policy, sid }) => [nameIn(policy), ...(sid === undefined ? [] : [sid])].join('/'))
    .join(', ');
}

function textOf(conditions: readonly Condition[]): string {
  return conditions.map(conditionText).join('; ');
}

const aboutPolicies = new Set<CheckCase>(['pipeline', 'verifier-policy', 'outsider-policy', 'assume-policy']);
/** If the whole account is admitted, these say nothing that the account's own line does not. */
const variants = new Set<CheckCase>(['other-principal', 'session-tags', 'source-identity']);

/** Questions that AWS's documentation leaves open are listed elsewhere, as a count. */
function isAboutSending({ case: which, api, verdict, expected }: AccessCheck): boolean {
  if (aboutPolicies.has(which) || api === 'sts:AssumeRole') return false;
  if (expected === 'unknown') return false;
  return !(variants.has(which) && verdict === expected);
}

function merged(grants: readonly Grant[]): Grant[] {
  const lines = new Map<string, Grant>();
  for (const grant of grants) {
    const { principals, ...rest } = grant;
    const key = JSON.stringify(rest);
    const line = lines.get(key);
    if (!line) lines.set(key, { ...grant, principals: [...principals] });
    else if (!line.principals.some(({ name }) => name === principals[0]!.name))
      line.principals.push(...principals);
  }
  return [...lines.values()];
}

/** The table shows both forms of a permission set's role as one. */
function nameOf({ principal, accountId }: AccessCheck): string {
  if (principal === 'account') return `any principal of ${accountId}`;
  return principal.endsWith(OTHER_REGION) ? principal.slice(0, -OTHER_REGION.length) : principal;
}

/** Which kinds of callers the roles deny; accounts with the same ones are one line. */
export function refusedLines({ manifest, cells }: AccessReport): string[] {
  const byKey = new Map<string, Map<string, boolean>>();
  const refusedOf = (key: string): Map<string, boolean> => {
    const known = byKey.get(key) ?? new Map<string, boolean>();
    byKey.set(key, known);
    return known;
  };
  const keys = new Map(manifest.secondaries.map(({ accountId, key }) => [accountId, key]));
  for (const cell of cells) {
    const { account, api, expected, verdict } = cell;
    const text = refusedText[caseOf(cell, keys)];
    // Callers that the trust policy denies. A number that is denied to an admitted caller is not meant.
    const refuses = api === 'sts:AssumeRole' || cell.case === 'open-session';
    if (!text || !refuses || expected !== 'denied') continue;
    const refused = refusedOf(account);
    refused.set(text, (refused.get(text) ?? true) && verdict === 'denied');
  }
  const lines = new Map<string, string[]>();
  for (const { key } of manifest.secondaries) {
    const refused = [...(byKey.get(key) ?? [])].filter(([, denied]) => denied).map(([text]) => text);
    if (refused.length > 0) lines.set(refused.join(', '), [...(lines.get(refused.join(', ')) ?? []), key]);
  }
  return [...lines].map(([refused, names]) => `${names.join(', ')}: ${refused}`);
}

/** A statement that admits an account of the manifest is about another listed account. */
function caseOf({ case: which, principal, accountId }: AccessCheck, keys: Map<string, string>): CheckCase {
  if (which !== 'admitted-by-a-statement') return which;
  const account = /^arn:[^:]*:iam::(\d{12}):/.exec(principal)?.[1];
  if (account === undefined) return which;
  if (account === accountId) return 'other-principal';
  return keys.has(account) ? 'other-account' : 'unlisted-account';
}

/** Accounts without access, with their status. */
export function noAccessLine({ manifest, cells }: AccessReport): string | undefined {
  const senders = new Set(
    cells.filter((cell) => cell.verdict !== 'denied' && isAboutSending(cell)).map(({ account }) => account),
  );
  const without = manifest.secondaries.filter(({ key }) => !senders.has(key));
  if (without.length === 0) return undefined;
  return `No access: ${without.map(({ key, status }) => `${key} (${status})`).join(', ')}`;
}

const refusedText: Partial<Record<CheckCase, string>> = {
  'other-principal': 'other principals of the account',
  outsider: 'TenDlcOutsider',
  'no-external-id': 'no external ID',
  'wrong-external-id': 'a wrong external ID',
  'outside-organization': 'outside the organization',
  'other-organization': 'another organization',
  'session-tags': 'session tags',
  'source-identity': 'a source identity',
  'other-account': 'another listed account',
  'main-account': 'the main account',
  'unlisted-account': 'an account that is not listed',
  'open-session': 'sessions opened before the suspension',
};
