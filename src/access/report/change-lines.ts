import type { Change, ChangedRight } from '../model';
import { callerText, type NumberLabels, verbOf } from './labels';

/** Changes that differ only in accounts, resources or callers, as one line: every combination of the three changed. */
export interface ChangeLine {
  kind: Change['kind'];
  accounts: string[];
  /** `may send from`, `external ID now required (x)`. */
  predicate: string;
  resources: string[];
  callers: string[];
  note: string;
}

const SIGN = { gained: '+', lost: '−', changed: '~' } satisfies Record<Change['kind'], string>;

/**
 * The changes as lines, in their order: `+ crm may send from alerts (…), marketing (…) as role/a, role/b`.
 * Lines are merged only if the merged line says exactly the same as its parts.
 */
export function changeLines(changes: readonly Change[], labels: NumberLabels): ChangeLine[] {
  const single = changes.map((change) => lineOf(change, labels));
  return merge(merge(merge(single, 'resources'), 'callers'), 'accounts');
}

/** The sign and the sentence. */
export function lineText(line: ChangeLine): string {
  return `${SIGN[line.kind]} ${sentence(line)}`;
}

/** `text` of a change in JSON: the sentence without the sign. */
export function changeText(change: Change, labels: NumberLabels): string {
  return sentence(lineOf(change, labels));
}

function sentence({ accounts, predicate, resources, callers, note }: ChangeLine): string {
  const who = accounts.join(', ');
  if (resources.length === 0) return `${who}: ${[...callers, predicate].join(' ')}${note}`;
  return `${who} ${predicate} ${resources.join(', ')} as ${callers.join(', ')}${note}`;
}

function lineOf(change: Change, labels: NumberLabels): ChangeLine {
  const { kind, account, accountId, caller, right, before, after } = change;
  const who = callerText(caller, accountId);
  return {
    kind,
    accounts: [account],
    predicate: predicateOf(right, kind),
    resources: resourceOf(right, labels),
    callers: who ? [who] : [],
    note: before === 'unknown' || after === 'unknown' ? ` (${before} before, ${after} now)` : '',
  };
}

function resourceOf(right: ChangedRight, labels: NumberLabels): string[] {
  if (right.kind === 'send') return [labels.of(right.number, right.resource)];
  return right.kind === 'call' ? [right.resource] : [];
}

function predicateOf(right: ChangedRight, kind: Change['kind']): string {
  const may = kind === 'lost' ? 'may no longer' : 'may';
  switch (right.kind) {
    case 'send':
    case 'call':
      return `${may} ${verbOf(right.action)}`;
    case 'assume':
      return `${may} assume ${right.role}`;
    case 'externalId':
      return externalIdText(right.before, right.after);
    case 'organization':
      return `membership of the organization ${right.required ? 'now' : 'no longer'} required`;
    case 'tags':
      return `session tags may ${right.required ? 'now' : 'no longer'} be passed`;
    case 'sourceIdentity':
      return `a source identity may ${right.required ? 'now' : 'no longer'} be passed`;
    case 'boundary':
      return `the permissions boundary of ${right.role} is now ${right.after} (was ${right.before})`;
    case 'statement':
      return statementText(right, kind);
    case 'unreadable':
      return `access cannot read ${right.policy}: ${right.reason}`;
    case 'role':
      return `now through ${right.after} (was ${right.before})`;
  }
}

/** A missing Deny is a gain, a new one a loss. */
const statementVerbs = {
  Allow: { gained: 'may call', lost: 'may no longer call' },
  Deny: { gained: 'is no longer denied', lost: 'is now denied' },
};

type StatementRight = Extract<ChangedRight, { kind: 'statement' }>;

/** `may call sts:AssumeRole by statement Extra of TenDlcSender-a trust policy, if StringEquals sts:ExternalId a`. */
function statementText(right: StatementRight, kind: Change['kind']): string {
  const { effect, policy, statement, actions, resources, conditions } = right;
  const may = statementVerbs[effect === 'Deny' ? 'Deny' : 'Allow'][kind === 'lost' ? 'lost' : 'gained'];
  const on = resources.length > 0 ? ` on ${resources.join(', ')}` : '';
  const when = conditions.map(({ operator, key, values }) => `${operator} ${key} ${values.join(' or ')}`);
  const only = when.length > 0 ? `, if ${when.join(' and ')}` : '';
  return `${may} ${actions.join(', ')}${on} by statement ${statement} of ${policy}${only}`;
}

function externalIdText(before: readonly string[], after: readonly string[]): string {
  if (before.length === 0) return `external ID now required (${after.join(' or ')})`;
  if (after.length === 0) return 'external ID no longer required';
  return `external ID now ${after.join(' or ')} (was ${before.join(' or ')})`;
}

/** Joins the lines that are equal except in one part; that part becomes the union. */
function merge(lines: readonly ChangeLine[], part: 'accounts' | 'resources' | 'callers'): ChangeLine[] {
  const merged = new Map<string, ChangeLine & { parts: Set<string> }>();
  for (const line of lines) {
    const key = JSON.stringify({ ...line, [part]: undefined });
    const known = merged.get(key);
    if (known) for (const item of line[part]) known.parts.add(item);
    else merged.set(key, { ...line, parts: new Set(line[part]) });
  }
  return [...merged.values()].map(({ parts, ...line }) => ({ ...line, [part]: [...parts] }));
}

export function countText(changes: readonly Change[]): string {
  const count = (kind: Change['kind']): number => changes.filter((change) => change.kind === kind).length;
  return `${count('gained')} gained, ${count('lost')} lost, ${count('changed')} changed`;
}
