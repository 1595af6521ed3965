import { accountOfArn } from '../../arns';
import { OUTSIDER_ROLE, VERIFIER_ROLE } from '../../names';
import { nameOf } from '../aws/name-of';
import { definitionOf } from '../probes';
import type { ProbeResult } from '../types';

/** What a probe shows, as a column of the report; a gap that `--require` names keeps its own name. */
export function labelOf({ probe, expected }: Pick<ProbeResult, 'probe' | 'expected'>): string {
  const definition = definitionOf(probe);
  return (expected === 'denied' ? definition?.labelIfDenied : undefined) ?? definition?.label ?? probe;
}

/** The caller, short: verify's own roles by what they are, others by name. `keys`: account ID to key. */
export function callerLabel(
  { as, accountId, probe }: ProbeResult,
  keys?: ReadonlyMap<string, string>,
): string {
  const own = definitionOf(probe)?.callerLabel;
  if (own) return own;
  if (!as.startsWith('arn:')) return as.split('/').at(-1)!;
  const name = nameOf(as);
  const owner = accountOfArn(as);
  if (name === VERIFIER_ROLE) return 'verifier';
  if (name === OUTSIDER_ROLE) {
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

export function resultLabel(
  { status, expected, probe, attempts, messageId }: ProbeResult,
  dryRun: boolean,
): string {
  if (status === 'inconclusive') return attempts === 0 ? '? untried' : '? unclear';
  if (status === 'failed') return expected === 'allowed' ? '✘ denied' : '✘ ALLOWED';
  if (expected === 'denied') return '✔ denied';
  const { sends, passedLabel } = definitionOf(probe) ?? {};
  if (passedLabel) return `✔ ${passedLabel}`;
  if (sends) return dryRun || !messageId ? '✔ accepted' : '✔ sent';
  return '✔ allowed';
}

export function durationText(ms: number): string {
  if (ms < 1000) return `${ms} ms`;
  return ms < 60_000
    ? `${(ms / 1000).toFixed(1)} s`
    : `${Math.floor(ms / 60_000)}m ${Math.round((ms % 60_000) / 1000)}s`;
}

/** AWS's code with its reason. */
export function codeText({ code, reason }: Pick<ProbeResult, 'code' | 'reason'>): string {
  return reason ? `${code} (${reason})` : code;
}

/** By account, in the order of the report. */
export function byAccount<T extends { account: string }>(items: readonly T[]): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(item.account);
    if (group) group.push(item);
    else groups.set(item.account, [item]);
  }
  return [...groups];
}
