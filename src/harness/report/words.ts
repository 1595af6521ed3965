import { nameOf } from '../plan/identities';
import type { ProbeResult } from '../types';

/** What a probe shows, in the words of the report. */
const shows: Readonly<Record<string, string>> = {
  identity: 'acts inside the account',
  assume: 'trust and assume policy',
  'assume-previous-external-id': 'previous ID still works',
  'assume-with-session-context': 'session context admitted',
  'assume-as-principal': 'trust and assume policy',
  'simulate-assume': 'may assume the role',
  'outsider-may-try': 'its own policy allows it',
  'verifier-may-try': 'its own policy allows it',
  send: 'may send',
  'send-pinpoint': 'may send by Pinpoint',
  delivery: 'reached its destination',
  'send-unlisted-number': 'only its own numbers',
  'send-pinpoint-not-granted': 'not by Pinpoint',
  'other-action': 'nothing but sending',
  'other-action-on-number': 'nothing else with it',
  'send-suspended': 'suspended may not send',
  'assume-without-external-id': 'external ID is required',
  'assume-wrong-external-id': 'external ID must match',
  'outsider-same-account': 'only the listed principals',
  'outsider-other-account': 'only its own account',
  'outsider-unlisted-account': 'no unlisted account',
  'assume-suspended': 'suspended is denied',
  'assume-removed': 'removed is denied',
};

/** Every probe that there is. */
export const probeNames = Object.keys(shows);

export function showsText({ probe, expected }: Pick<ProbeResult, 'probe' | 'expected'>): string {
  // The one probe that stands for both: a listed principal of an account that is active, or suspended.
  if (probe === 'assume-as-principal' && expected === 'denied') return 'suspended is denied';
  return shows[probe] ?? probe;
}

/** Who called, short: the harness's own roles by what they are, others by name. `keys`: account ID to key. */
export function whoText({ as, accountId, probe }: ProbeResult, keys?: ReadonlyMap<string, string>): string {
  if (probe === 'outsider-unlisted-account') return 'unlisted';
  if (!as.startsWith('arn:')) return as.split('/').at(-1)!;
  const name = nameOf(as);
  const owner = as.split(':')[4]!;
  if (name === 'TenDlcVerifier') return 'verifier';
  if (name === 'TenDlcOutsider') {
    if (owner === accountId) return 'outsider';
    return keys ? `outsider of ${keys.get(owner) ?? owner}` : 'other account';
  }
  if (owner !== accountId && (as.includes(':role/') || as.includes(':assumed-role/'))) return 'sender role';
  return name;
}

/** Account ID to key, of every account in a report. */
export function keysOf(probes: readonly ProbeResult[]): Map<string, string> {
  return new Map(probes.map(({ accountId, account }) => [accountId, account]));
}

export function resultText(
  { status, expected, probe, attempts, messageId }: ProbeResult,
  dryRun: boolean,
): string {
  if (status === 'inconclusive') return attempts === 0 ? '? untried' : '? unclear';
  if (status === 'failed') return expected === 'allowed' ? '✘ refused' : '✘ ALLOWED';
  if (expected === 'denied') return '✔ denied';
  if (probe === 'delivery') return '✔ delivered';
  if (probe.startsWith('send')) return dryRun || !messageId ? '✔ accepted' : '✔ sent';
  return '✔ allowed';
}

export function durationText(ms: number): string {
  if (ms < 1000) return `${ms} ms`;
  return ms < 60_000
    ? `${(ms / 1000).toFixed(1)} s`
    : `${Math.floor(ms / 60_000)}m ${Math.round((ms % 60_000) / 1000)}s`;
}

/** AWS's code with its reason, for people. */
export function codeText({ code, reason }: Pick<ProbeResult, 'code' | 'reason'>): string {
  return reason ? `${code} (${reason})` : code;
}

/** Probes by account, in the order of the plan. */
export function byAccount(probes: readonly ProbeResult[]): [string, ProbeResult[]][] {
  const groups = new Map<string, ProbeResult[]>();
  for (const probe of probes) {
    const group = groups.get(probe.account);
    if (group) group.push(probe);
    else groups.set(probe.account, [probe]);
  }
  return [...groups];
}

/** The same gap of several accounts is said once. */
export function grouped<T extends { account: string }>(
  items: readonly T[],
  textOf: (item: T) => string,
): [string, string[]][] {
  const groups = new Map<string, Set<string>>();
  for (const item of items) {
    const text = textOf(item);
    groups.set(text, (groups.get(text) ?? new Set()).add(item.account));
  }
  return [...groups].map(([text, names]) => [text, [...names]]);
}

const namesShown = 6;

export function namesText(names: readonly string[]): string {
  const more = names.length - namesShown;
  return more > 0 ? `${names.slice(0, namesShown).join(', ')} and ${more} more` : names.join(', ');
}
