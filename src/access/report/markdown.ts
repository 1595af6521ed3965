import type { Change } from '../compare/index';
import type { AccessCheck } from '../matrix';
import { disagrees } from '../matrix';
import { changeLines, countText } from './difference';
import { type Grant, grantsOf, nobodyLine, refusedLines } from './grants';
import type { AccessReport } from './report';
import { disagreement, disagreementLine } from './table';

/** GitHub takes 65,536 characters in a comment, GitLab a million; room is left for what others put around it. */
const LIMIT = 60_000;
/** Lines of a kind that stand open; the rest is folded. */
const OPEN = 25;

const titles = { gained: 'Gained', lost: 'Lost', changed: 'Changed' } satisfies Record<
  Change['kind'],
  string
>;

/** For a pull-request comment: the verdict and the change first, the matrix folded. */
export function markdownReport(report: AccessReport): string {
  const { cells, problems, difference, opens, notSeen } = report;
  const wrong = cells.filter(disagrees);
  const parts = [
    verdict(report, wrong),
    ...(difference
      ? [`### Change of access, against ${difference.title}\n`, changeText(difference.changes)]
      : []),
    ...(opens.length > 0 ? [list('**What the Pinpoint API opens**', opens)] : []),
    folded(
      'Who can send from which number, through these roles',
      [matrix(report), plain(nobodyLine(report) ?? '')].join('\n'),
    ),
    folded('Asked and denied', bullets(refusedLines(report))),
    folded('Not seen', bullets(notSeen)),
    ...(problems.length > 0 ? [list('**Not evaluated**', problems)] : []),
  ];
  return withinLimit(parts);
}

function verdict({ cells, problems, source }: AccessReport, wrong: readonly AccessCheck[]): string {
  if (wrong.length === 0 && problems.length === 0) {
    return `**Policies and manifest agree** (${source}, ${cells.length} questions)\n`;
  }
  const lines = wrong.slice(0, OPEN).map((cell) => `- ${plain(disagreement(cell))}`);
  const more = wrong.length > OPEN ? [`- and ${wrong.length - OPEN} more`] : [];
  const heading = disagreementLine(wrong.length, cells.length, problems.length);
  return `**${heading}** (${source})\n\n${[...lines, ...more].map((line) => `${line}\n`).join('')}`;
}

function changeText(changes: readonly Change[]): string {
  if (changes.length === 0) return 'No change of access.\n';
  const parts = (['gained', 'lost', 'changed'] as const).flatMap((kind) => {
    const lines = changeLines(changes.filter((change) => change.kind === kind));
    if (lines.length === 0) return [];
    const rest = lines.slice(OPEN);
    return [
      `**${titles[kind]}** (${lines.length})\n`,
      diffBlock(lines.slice(0, OPEN)),
      ...(rest.length > 0 ? [folded(`${rest.length} more ${kind}`, diffBlock(rest))] : []),
    ];
  });
  return [`${countText(changes)}\n`, ...parts].join('\n');
}

/** A diff block colours + and -; its text needs no escapes but for a fence of its own. */
function diffBlock(lines: readonly string[]): string {
  const safe = lines.map((line) => line.replace(/^−/, '-').replace(/^~/, '!').replaceAll('```', "'''"));
  return `\`\`\`diff\n${safe.join('\n')}\n\`\`\`\n`;
}

function matrix(report: AccessReport): string {
  const rows = grantsOf(report).map(row);
  if (rows.length === 0) return 'Nobody.\n';
  return `| Account | Who | From | How |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`;
}

function row({ account, accountId, principals, api, numbers, role, conditions, decidedBy }: Grant): string {
  const who = principals.map(({ name, note }) => (note ? `${code(name)} (${plain(note)})` : code(name)));
  const by = api === 'sms-voice' ? [] : [api === 'pinpoint' ? 'by the Pinpoint API' : `by ${code(api)}`];
  const how = [`through ${code(role)}`, ...conditions.map(plain), `allowed by ${plain(decidedBy)}`];
  const columns = [[account, accountId], who, [...numbers.map(plain), ...by], how];
  return `| ${columns.map((lines) => lines.join('<br>')).join(' | ')} |`;
}

function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``;
}

function list(title: string, items: readonly string[]): string {
  return `${title}\n\n${bullets(items)}`;
}

function bullets(items: readonly string[]): string {
  return `${items.map((item) => `- ${plain(item)}`).join('\n')}\n`;
}

/** The blank lines make GitHub read what is inside as Markdown. */
function folded(summary: string, content: string): string {
  return `<details><summary>${summary}</summary>\n\n${content}\n</details>\n`;
}

function plain(text: string): string {
  return text.replace(/[\\|`*_<>[\]]/g, '\\$&');
}

/** Whole parts are left out from the end on, and said so: half a table would be worse. */
function withinLimit(parts: readonly string[]): string {
  const kept: string[] = [];
  let length = 0;
  let cut = 0;
  for (const part of parts) {
    if (length + part.length > LIMIT) cut++;
    else {
      kept.push(part);
      length += part.length + 1;
    }
  }
  const note = cut > 0 ? ['_Too long for a comment: the rest is in `tendlc access --format json`._\n'] : [];
  return [...kept, ...note].join('\n');
}
