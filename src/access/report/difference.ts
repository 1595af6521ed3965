import type { Change } from '../compare/index';

const signs = { gained: '+', lost: '−', changed: '~' } satisfies Record<Change['kind'], string>;

/**
 * The changes as lines, additions first. What differs in nothing but the number, or the principal, or (where it is not
 * about numbers) the account, is one line: `+ crm may send from alerts (…), marketing (…) as role/a, role/b`.
 */
export function changeLines(changes: readonly Change[]): string[] {
  const byPrincipal = merge(
    changes.map(split),
    ({ who, head, tail }) => `${who}\n${head}\n${tail}`,
    'middle',
  );
  const byNumber = merge(byPrincipal, ({ who, head, middle }) => `${who}\n${head}\n${middle}`, 'tail');
  const byAccount = merge(
    byNumber,
    ({ who, head, middle, tail }) => (middle ? `${who}\n${middle}\n${tail}` : head),
    'who',
  );
  return byAccount.map(
    ({ kind, who, head, middle, tail }) =>
      `${signs[kind]} ${someOf(who)}${head}${middle}${tail ? ` as ${tail}` : ''}`,
  );
}

const SHOWN = 8;

/** A line that is true of a hundred accounts need not name them all: `--format json` does. */
function someOf(accounts: string): string {
  const names = accounts.split(', ');
  if (names.length <= SHOWN) return accounts;
  return `${names.slice(0, SHOWN).join(', ')} and ${names.length - SHOWN} more accounts`;
}

interface Line {
  kind: Change['kind'];
  /** The account. */
  who: string;
  /** Up to what is sent from. */
  head: string;
  /** What is sent from. */
  middle: string;
  /** As whom. */
  tail: string;
}

function split({ kind, account, text }: Change): Line {
  const rest = text.startsWith(account) ? text.slice(account.length) : text;
  const [, head = rest, middle = '', tail = ''] =
    /^(.* (?:send|send \w+|API) from )(.*?) as (.*)$/.exec(rest) ?? [];
  return { kind, who: account, head, middle, tail };
}

function merge(
  lines: readonly Line[],
  keyOf: (line: Line) => string,
  part: 'who' | 'middle' | 'tail',
): Line[] {
  const merged = new Map<string, Line>();
  for (const line of lines) {
    const key = `${line.kind}\n${keyOf(line)}`;
    const known = merged.get(key);
    if (!known) merged.set(key, { ...line });
    else if (known[part] !== line[part]) known[part] += `, ${line[part]}`;
  }
  return [...merged.values()];
}

export function countText(changes: readonly Change[]): string {
  const count = (kind: Change['kind']): number => changes.filter((change) => change.kind === kind).length;
  return `${count('gained')} gained, ${count('lost')} lost, ${count('changed')} changed`;
}
