import { rank } from '../evaluate/evaluator';
import { comparisonScope } from './comparison-scope';
import { conditionChanges } from './condition-changes';
import { type EffectivePermission, effectivePermissions } from './effective-permissions';
import { doingText, Names, sendingText } from './labels';
import type { Side } from './side';
import { holderChanges } from './verify-role-changes';

export type { Side } from './side';

/** One difference; the line of `changes` in `tendlc access --base … --format json`. */
export interface Change {
  kind: 'gained' | 'lost' | 'changed';
  account: string;
  accountId: string;
  /** Empty where the change is not about one number. */
  number: string;
  principal: string;
  api: string;
  /** Verdicts for what is gained or lost, else the condition as it was and is. */
  before: string;
  after: string;
  /** One line for people, without the sign. */
  text: string;
}

/** What a change of the documents gives and takes away: additions first, then losses, then changed conditions. */
export function computeChanges(before: Side, after: Side): Change[] {
  const universe = comparisonScope(before, after);
  const names = new Names(before, after);
  const earlier = effectivePermissions(before, universe);
  const now = effectivePermissions(after, universe);
  const verdicts = [...new Set([...now.keys(), ...earlier.keys()])].flatMap((key) => {
    const change = verdictChange(names, earlier.get(key), now.get(key));
    return change ? [change] : [];
  });
  const all = [...verdicts, ...holderChanges(before, after), ...conditionChanges(earlier, now)];
  const order = ['gained', 'lost', 'changed'];
  return all.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || compare(a.account, b.account));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function verdictChange(
  names: Names,
  earlier: EffectivePermission | undefined,
  now: EffectivePermission | undefined,
): Change | undefined {
  const before = earlier?.verdict ?? 'denied';
  const after = now?.verdict ?? 'denied';
  if (before === after) return undefined;
  const { subject, api, action, resource } = (now ?? earlier)!;
  const kind = rank[after] > rank[before] ? 'gained' : 'lost';
  const number = names.number(resource);
  const more = after === 'unknown' || before === 'unknown' ? ` (${before} before, ${after} now)` : '';
  const sends = api !== action || names.isSending(action);
  const does = sends
    ? sendingText(kind, action, [names.describe(resource)])
    : doingText(kind, action, resource);
  return {
    kind,
    account: subject.account,
    accountId: subject.accountId,
    number: sends ? number : '',
    principal: subject.label,
    api,
    before,
    after,
    text: `${subject.account} ${does} as ${names.principal(subject)}${more}`,
  };
}
