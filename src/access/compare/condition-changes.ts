import type { Change, ChangedRight } from '../model';
import type { Conditions, EffectivePermission } from './effective-permissions';

/** What the trust policy asks of callers that may send before and after: one change for an account and condition. */
export function conditionChanges(
  earlier: Map<string, EffectivePermission>,
  now: Map<string, EffectivePermission>,
): Change[] {
  const changes = new Map<string, Change>();
  for (const [key, { caller, verdict, conditions }] of now) {
    const before = earlier.get(key);
    if (!before || before.verdict !== verdict) continue;
    for (const right of differences(before.conditions, conditions)) {
      const { account, accountId } = caller;
      const id = JSON.stringify([accountId, right]);
      if (!changes.has(id)) changes.set(id, changeOf(account, accountId, right, conditions.role));
    }
  }
  return [...changes.values()];
}

type ChangedCondition = Extract<
  ChangedRight,
  { kind: 'externalId' | 'organization' | 'tags' | 'sourceIdentity' | 'role' }
>;

function changeOf(account: string, accountId: string, right: ChangedCondition, role: string): Change {
  const [before, after] = valuesOf(right);
  return {
    kind: 'changed',
    account,
    accountId,
    caller: { kind: 'callers' },
    right,
    api: '',
    role,
    before,
    after,
  };
}

function valuesOf(right: ChangedCondition): [before: string, after: string] {
  if (right.kind === 'externalId') {
    const text = (ids: readonly string[]): string => ids.join(' or ') || 'none';
    return [text(right.before), text(right.after)];
  }
  if (right.kind === 'role') return [right.before, right.after];
  return [String(!right.required), String(right.required)];
}

function differences(before: Conditions, after: Conditions): ChangedCondition[] {
  const toggles = (['organization', 'tags', 'sourceIdentity'] as const).filter(
    (kind) => before[kind] !== after[kind],
  );
  const ids = JSON.stringify(before.externalIds) !== JSON.stringify(after.externalIds);
  return [
    ...(ids ? [{ kind: 'externalId', before: before.externalIds, after: after.externalIds } as const] : []),
    ...toggles.map((kind) => ({ kind, required: after[kind] })),
    ...(before.role === after.role
      ? []
      : [{ kind: 'role', before: before.role, after: after.role } as const]),
  ];
}
