import { showInvisible } from '../../encode/invisible';
import { markdownCode, markdownText } from '../../encode/markdown';
import { problemText } from '../../terraform/problem';
import { type AccessCheck, type Change, disagrees } from '../model';
import { type ChangeLine, changeLines, countText, lineText } from './change-lines';
import { type Grant, grantsOf, noAccessLine, refusedLines } from './grants';
import { apiText, NumberLabels } from './labels';
import type { AccessReport } from './report';
import { disagreement, disagreementLine } from './table';

/** GitHub takes 65,536 characters in a comment, GitLab a million; others put text around it. */
const LIMIT = 60_000;
/** Lines of a kind that are shown; the others are folded. */
const OPEN = 25;
/** A longer line names as many as fit, and says how many it leaves out. */
const LONGEST_LINE = 4_000;

const titles = { gained: 'Gained', lost: 'Lost', changed: 'Changed' } satisfies Record<
  Change['kind'],
  string
>;

/** For a pull-request comment: the verdict and the change first, the matrix folded. Gains are cut last. */
export function markdownReport(report: AccessReport): string {
  const { cells, problems, difference, opens, notSeen } = report;
  const wrong = cells.filter(disagrees);
  const labels = new NumberLabels(...(difference ? [difference.before] : []), report.manifest);
  return withinLimit([
    ...verdict(report, wrong),
    ...(difference
      ? [
          line(`### Change of access, against ${markdownText(difference.title)}`),
          ...changes(difference.changes, labels),
        ]
      : []),
    ...(problems.length > 0 ? list('**Not evaluated, or not proven**', problems.map(problemText)) : []),
    ...(opens.length > 0 ? list('**What the Pinpoint API opens**', opens) : []),
    ...folded('Who can send from which number, through these roles', matrix(report)),
    ...folded('Asked and denied', bullets(refusedLines(report))),
    ...folded('Not seen', bullets(notSeen)),
  ]);
}

/** A piece of the page. One that opens a block names what closes it, so that a cut page is still well formed. */
interface Piece {
  text: string;
  opens?: string;
  closes?: true;
}

function line(text: string): Piece {
  return { text: `${text}\n\n` };
}

function verdict({ cells, problems, source }: AccessReport, wrong: readonly AccessCheck[]): Piece[] {
  if (wrong.length === 0 && problems.length === 0)
    return [line(`**Policies and manifest agree** (${markdownText(source)}, ${cells.length} questions)`)];
  const heading = disagreementLine(wrong.length, cells.length, problems.length);
  return [
    line(`**${heading}** (${markdownText(source)})`),
    ...bullets(wrong.slice(0, OPEN).map(disagreement)),
    ...(wrong.length > OPEN ? bullets([`and ${wrong.length - OPEN} more: --format json has them all`]) : []),
    { text: '\n' },
  ];
}

function changes(all: readonly Change[], labels: NumberLabels): Piece[] {
  if (all.length === 0) return [line('No change of access.')];
  return [
    line(countText(all)),
    ...(['gained', 'lost', 'changed'] as const).flatMap((kind) => {
      const lines = changeLines(
        all.filter((change) => change.kind === kind),
        labels,
      );
      if (lines.length === 0) return [];
      const rest = lines.slice(OPEN);
      return [
        line(`**${titles[kind]}** (${lines.length})`),
        ...diffBlock(lines.slice(0, OPEN)),
        ...(rest.length > 0 ? folded(`${rest.length} more ${kind}`, diffBlock(rest)) : []),
      ];
    }),
  ];
}

/** A diff block colours + and -. Its text needs no escapes except for a fence of its own. */
function diffBlock(lines: readonly ChangeLine[]): Piece[] {
  const text = (one: ChangeLine): string =>
    showInvisible(shortened(one)).replace(/^−/, '-').replace(/^~/, '!').replaceAll('```', "'''");
  return [
    { text: '```diff\n', opens: '```\n\n' },
    ...lines.map((one) => ({ text: `${text(one)}\n` })),
    { text: '```\n\n', closes: true },
  ];
}

/** Drops callers, then resources and accounts, from the end of a line that is too long. */
function shortened(changeLine: ChangeLine): string {
  let current = changeLine;
  for (const part of ['callers', 'resources', 'accounts'] as const) {
    const text = lineText(current);
    if (text.length <= LONGEST_LINE) return text;
    const items = current[part];
    const keep = fitting(items, LONGEST_LINE - (text.length - items.join(', ').length));
    if (keep < items.length)
      current = { ...current, [part]: [...items.slice(0, keep), `${items.length - keep} more ${part}`] };
  }
  return lineText(current);
}

/** How many of the items fit into a number of characters; at least one. */
function fitting(items: readonly string[], room: number): number {
  let used = 0;
  const index = items.findIndex((item) => {
    used += item.length + 2;
    return used > room;
  });
  return index < 0 ? items.length : Math.max(1, index);
}

function matrix(report: AccessReport): Piece[] {
  const rows = grantsOf(report).map(row);
  const without = noAccessLine(report);
  return [
    ...(rows.length === 0
      ? [line('No access.')]
      : [
          { text: '| Account | Who | From | How |\n| --- | --- | --- | --- |\n' },
          ...rows.map((text) => ({ text: `${text}\n` })),
        ]),
    { text: '\n' },
    ...(without ? [line(markdownText(without))] : []),
  ];
}

function row({ account, accountId, principals, api, numbers, role, conditions, decidedBy }: Grant): string {
  const who = principals.map(({ name, note }) =>
    note
      ? `${markdownCode(name, { inTable: true })} (${markdownText(note)})`
      : markdownCode(name, { inTable: true }),
  );
  const by = apiText(api);
  const how = [
    `through ${markdownCode(role, { inTable: true })}`,
    ...conditions.map(markdownText),
    `allowed by ${markdownText(decidedBy)}`,
  ];
  const columns = [[account, accountId], who, [...numbers, ...(by ? [by] : [])].map(markdownText), how];
  return `| ${columns.map((lines) => lines.join('<br>')).join(' | ')} |`;
}

function list(title: string, items: readonly string[]): Piece[] {
  return [line(title), ...bullets(items), { text: '\n' }];
}

function bullets(items: readonly string[]): Piece[] {
  return items.map((item) => ({ text: `- ${markdownText(item)}\n` }));
}

/** GitHub reads the inside as Markdown because of the blank lines. */
function folded(summary: string, content: readonly Piece[]): Piece[] {
  return [
    { text: `<details><summary>${summary}</summary>\n\n`, opens: '\n</details>\n\n' },
    ...content,
    { text: '\n</details>\n\n', closes: true },
  ];
}

/** The pieces up to the limit, blocks closed, and a note of what is missing. */
function withinLimit(pieces: readonly Piece[]): string {
  const parts: string[] = [];
  const open: string[] = [];
  let length = 0;
  for (const [index, { text, opens, closes }] of pieces.entries()) {
    if (!closes && length + text.length > LIMIT) {
      const left = pieces.length - index;
      const note = `_Too long for a comment: ${left} lines are left out. \`tendlc access --format json\` has everything._\n`;
      return [...parts, ...open.toReversed(), note].join('');
    }
    parts.push(text);
    length += text.length;
    if (opens) open.push(opens);
    if (closes) open.pop();
  }
  return `${parts.join('').trimEnd()}\n`;
}
