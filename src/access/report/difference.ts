import type { Change } from '../changes';

const signs = { gained: '+', lost: '−', changed: '~' } satisfies Record<Change['kind'], string>;

/**
 * The changes as lines, additions first. What differs in nothing but the number, or nothing but the principal, is one
 * line: `+ crm may send from alerts (…), marketing (…) as role/a, role/b`.
 */
export function changeLines(changes: readonly Change[]): string[] {
  const byPrincipal = merge(changes.map(split), ({ head, tail }) => `${head}\n${tail}`, 'middle');
  const byNumber = merge(byPrincipal, ({ head, middle }) => `${head}\n${middle}`, 'tail');
  return byNumber.map(
    ({ kind, head, middle, tail }) => `${signs[kind]} ${head}${middle}${tail ? ` as ${tail}` : ''}`,
  );
}

interface Line {
  kind: Change['kind'];
  /** Up to what is sent from. */
  head: string;
  /** What is sent from. */
  middle: string;
  /** As whom. */
  tail: string;
}

function split({ kind, text }: Change): Line {
  const [, head = text, middle = '', tail = ''] =
    /^(.* (?:send|send \w+|API) from )(.*?) as (.*)$/.exec(text) ?? [];
  return { kind, head, middle, tail };
}

function merge(lines: readonly Line[], keyOf: (line: Line) => string, part: 'middle' | 'tail'): Line[] {
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
