import type { Conditions, EffectivePermission } from './effective-permissions';
import type { Change } from './index';

type Difference = [before: string, after: string, text: string];

/** Who may still do what they could: what is asked of them now. One line for an account, not for every number. */
export function conditionChanges(
  earlier: Map<string, EffectivePermission>,
  now: Map<string, EffectivePermission>,
): Change[] {
  const changes = new Map<string, Change>();
  for (const [key, fact] of now) {
    const before = earlier.get(key);
    if (!before || before.verdict !== fact.verdict) continue;
    for (const [was, is, text] of differences(before.conditions, fact.conditions)) {
      const { account, accountId } = fact.subject;
      const id = `${accountId}\n${text}`;
      changes.set(
        id,
        changes.get(id) ?? {
          kind: 'changed',
          account,
          accountId,
          number: '',
          principal: '',
          api: '',
          before: was,
          after: is,
          text: `${account}: ${text}`,
        },
      );
    }
  }
  return [...changes.values()];
}

function differences(before: Conditions, after: Conditions): Difference[] {
  return [
    externalIds(before.externalIds, after.externalIds),
    toggled(before.organization, after.organization, 'membership of the organization', [
      'now required',
      'no longer required',
    ]),
    toggled(before.tags, after.tags, 'session tags', ['may now be passed', 'may no longer be passed']),
    toggled(before.sourceIdentity, after.sourceIdentity, 'a source identity', [
      'may now be passed',
      'may no longer be passed',
    ]),
    before.role === after.role
      ? undefined
      : ([before.role, after.role, `now through ${after.role} (was ${before.role})`] satisfies Difference),
  ].filter((difference) => difference !== undefined);
}

function externalIds(before: string[], after: string[]): Difference | undefined {
  const was = before.join(' or ') || 'none';
  const is = after.join(' or ') || 'none';
  if (was === is) return undefined;
  if (before.length === 0) return [was, is, `external ID now required (${is})`];
  if (after.length === 0) return [was, is, 'external ID no longer required'];
  return [was, is, `external ID now ${is} (was ${was})`];
}

function toggled(
  before: boolean,
  after: boolean,
  what: string,
  [on, off]: [string, string],
): Difference | undefined {
  return before === after ? undefined : [String(before), String(after), `${what} ${after ? on : off}`];
}
