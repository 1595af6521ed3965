import type { Manifest } from '../../manifest/types';
import { readable } from '../compare/labels';
import type { AccessCheck } from '../matrix';
import type { AccessReport } from './report';

/** Lines of the matrix that have all in common but the principal. */
export interface Grant {
  account: string;
  accountId: string;
  /** With what is taken as given of them, if anything. */
  principals: { name: string; note: string }[];
  api: string;
  numbers: string[];
  conditions: string[];
  /** The role's name. */
  role: string;
  /** The statements, without the role's name. */
  decidedBy: string;
}

/** Cells of people who may send, or may for all that is known, gathered until each line says something new. */
export function grantsOf({ cells, manifest }: AccessReport): Grant[] {
  const byPrincipal = new Map<string, Grant>();
  for (const cell of cells) {
    if (cell.verdict === 'denied' || !isAboutSending(cell)) continue;
    const { account, accountId, principal, api, decidedBy } = cell;
    const role = cell.role.slice(cell.role.lastIndexOf('/') + 1);
    const parts = cell.condition.split('; ').filter(Boolean);
    const isNote = (part: string): boolean => /^(assume policy|as a member|boundary)/.test(part);
    const key = [account, principal, api, cell.condition].join('\n');
    const grant = byPrincipal.get(key) ?? {
      account,
      accountId,
      principals: [{ name: nameOf(cell), note: parts.filter(isNote).join('; ') }],
      api,
      numbers: [],
      conditions: parts.filter((part) => !isNote(part)),
      role,
      decidedBy: decidedBy
        .replaceAll(`${role} `, '')
        .replaceAll(`${role}/`, '')
        .replaceAll('; ', ', ')
        .replaceAll(' and ', ', '),
    };
    byPrincipal.set(key, grant);
    grant.numbers.push(`${cell.verdict === 'unknown' ? 'unknown: ' : ''}${numberText(manifest, cell)}`);
  }
  return merged([...byPrincipal.values()]);
}

const aboutPolicies = new Set<AccessCheck['case']>([
  'pipeline',
  'verifier-policy',
  'outsider-policy',
  'assume-policy',
]);
/** Where the whole account is admitted, these say nothing that the line of the account does not. */
const variants = new Set<AccessCheck['case']>(['other-principal', 'session-tags', 'source-identity']);

/** Questions that are not settled are listed elsewhere, as a count. */
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

/** Both forms of a permission set's role are one person to whoever reads the table. */
function nameOf({ principal, accountId }: AccessCheck): string {
  if (principal === 'account') return `any principal of ${accountId}`;
  return principal.replace(/ \(Identity Center in another Region\)$/, '');
}

function numberText({ main }: Manifest, { number, role }: AccessCheck): string {
  const found = main.numbers.find(({ name }) => name === number);
  if (found) return `${number} (${readable(found.phoneNumber)})`;
  return number === 'unlisted' ? 'numbers that the manifest does not name' : number || role;
}

/** Who was asked about and refused, in words; accounts of which the same holds are one line. */
export function refusedLines({ manifest, cells }: AccessReport): string[] {
  const byKey = new Map<string, Map<string, boolean>>();
  for (const { account, api, case: which, expected, verdict } of cells) {
    const text = refusedText[which];
    // Who gets no further than the trust: a number that is refused to a welcome caller is not meant.
    const refuses = api === 'sts:AssumeRole' || which === 'open-session';
    if (!text || !refuses || expected !== 'denied') continue;
    const refused = byKey.get(account) ?? new Map<string, boolean>();
    byKey.set(account, refused.set(text, (refused.get(text) ?? true) && verdict === 'denied'));
  }
  const lines = new Map<string, string[]>();
  for (const { key } of manifest.secondaries) {
    const refused = [...(byKey.get(key) ?? [])].filter(([, denied]) => denied).map(([text]) => text);
    if (refused.length > 0) lines.set(refused.join(', '), [...(lines.get(refused.join(', ')) ?? []), key]);
  }
  return [...lines].map(([refused, keys]) => `${keys.join(', ')}: ${refused}`);
}

/** Accounts of which nobody may send, with their status. */
export function nobodyLine({ manifest, cells }: AccessReport): string | undefined {
  const senders = new Set(
    cells.filter((cell) => cell.verdict !== 'denied' && isAboutSending(cell)).map(({ account }) => account),
  );
  const without = manifest.secondaries.filter(({ key }) => !senders.has(key));
  if (without.length === 0) return undefined;
  return `Nobody of: ${without.map(({ key, status }) => `${key} (${status})`).join(', ')}`;
}

const refusedText: Partial<Record<AccessCheck['case'], string>> = {
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
