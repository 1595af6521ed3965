import type { Channel } from '../../manifest/types';
import { rank } from '../evaluate/evaluator';
import { PINPOINT_ACTION, SENDING_ACTION } from '../evaluate/request-set';
import type { Change, ChangedRight, OriginationRef } from '../model';
import { comparisonScope } from './comparison-scope';
import { conditionChanges } from './condition-changes';
import { type EffectivePermission, effectivePermissions } from './effective-permissions';
import type { Side } from './side';
import { statementChanges } from './statement-changes';
import { verifyRoleChanges } from './verify-role-changes';

export type { Side } from './side';

const order = { gained: 0, lost: 1, changed: 2 } satisfies Record<Change['kind'], number>;

/** What the change gives and takes away: gains first, then losses, then changed conditions. */
export function computeChanges(before: Side, after: Side): Change[] {
  const scope = comparisonScope(before, after);
  const numbers = numbersOf(before, after);
  const earlier = effectivePermissions(before, scope);
  const now = effectivePermissions(after, scope);
  const verdicts = [...new Set([...now.keys(), ...earlier.keys()])].flatMap((key) =>
    verdictChange(numbers, earlier.get(key), now.get(key)),
  );
  const examples = [...verdicts, ...verifyRoleChanges(before, after), ...conditionChanges(earlier, now)];
  return [...examples, ...statementChanges(before, after, examples)].sort(
    (a, b) => order[a.kind] - order[b.kind] || compareText(a.account, b.account),
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function verdictChange(
  numbers: ReadonlyMap<string, OriginationRef>,
  earlier: EffectivePermission | undefined,
  now: EffectivePermission | undefined,
): Change[] {
  const before = earlier?.verdict ?? 'denied';
  const after = now?.verdict ?? 'denied';
  if (before === after) return [];
  const { caller, api, action, resource, conditions } = (now ?? earlier)!;
  return [
    {
      kind: rank[after] > rank[before] ? 'gained' : 'lost',
      account: caller.account,
      accountId: caller.accountId,
      caller: caller.who,
      right: rightOf(numbers, action, resource),
      api,
      role: conditions.role,
      before,
      after,
    },
  ];
}

const sendingActions = new Set<string>([...Object.values(SENDING_ACTION), PINPOINT_ACTION]);

function rightOf(
  numbers: ReadonlyMap<string, OriginationRef>,
  action: string,
  resource: string,
): ChangedRight {
  if (!sendingActions.has(action)) return { kind: 'call', action, resource };
  return { kind: 'send', action, resource, number: numbers.get(resource) ?? { kind: 'other' } };
}

/** The channel of a sending action; Pinpoint's has none: it reaches every channel of the application. */
export function channelOf(action: string): Channel | undefined {
  return (Object.keys(SENDING_ACTION) as Channel[]).find((channel) => SENDING_ACTION[channel] === action);
}

/** The manifests' names of ARNs; the later manifest wins. */
function numbersOf(...sides: Side[]): Map<string, OriginationRef> {
  return new Map<string, OriginationRef>(
    sides.flatMap(({ manifest: { main } }): [string, OriginationRef][] => [
      ...main.numbers.map(({ name, arn }) => [arn, { kind: 'number', name }] as [string, OriginationRef]),
      ...main.pools.map(({ name, arn }) => [arn, { kind: 'pool', name }] as [string, OriginationRef]),
      ...main.configurationSets.map(
        ({ name, arn }) => [arn, { kind: 'configuration-set', name }] as [string, OriginationRef],
      ),
    ]),
  );
}
