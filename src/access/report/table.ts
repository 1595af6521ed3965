import Table from 'cli-table3';
import pc from 'picocolors';
import { type AccessCheck, disagrees } from '../matrix';
import { changeLines } from './difference';
import { type Grant, grantsOf, nobodyLine, refusedLines } from './grants';
import type { AccessReport } from './report';
import { wrap } from './wrap';

interface Terminal {
  columns: number;
  colors: boolean;
}

type Colors = ReturnType<typeof pc.createColors>;

const SHOWN = 20;

/** For a terminal of any width from 60 columns on. */
export function tableReport(report: AccessReport, terminal: Terminal): string {
  const color = pc.createColors(terminal.colors);
  const width = Math.max(60, Math.min(terminal.columns, 160));
  const wrapped = (text: string): string => `${wrap(text, width, '  ').join('\n')}\n`;
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length > 0 ? [`\n${color.bold(title)}\n`, ...lines.map(wrapped)] : [];
  const { cells, source, difference, opens, notSeen, problems } = report;
  const wrong = cells.filter(disagrees);
  return [
    ...section('Who can send from which number, through these roles', [`computed from ${source}`]),
    matrix(report, width, terminal.colors),
    ...[nobodyLine(report)].flatMap((line) => (line ? [wrapped(line)] : [])),
    ...(difference ? [`\n${color.bold(`Change of access, against ${difference.title}`)}\n`] : []),
    ...(difference ? changeText(difference.changes, wrapped, color) : []),
    ...section('What the Pinpoint API opens', opens.map(bullet)),
    ...section('Asked and denied', refusedLines(report).map(bullet)),
    ...section('Not seen', notSeen.map(bullet)),
    ...section('Not evaluated', problems.map(bullet)),
    ...(wrong.length > 0 ? [`\n${color.bold('Policies and manifest disagree')}\n`] : []),
    ...wrong.slice(0, SHOWN).map((cell) => color.red(wrapped(bullet(disagreement(cell))))),
    ...(wrong.length > SHOWN
      ? [wrapped(`- and ${wrong.length - SHOWN} more: --format json has them all`)]
      : []),
    `\n${verdictLine(report, wrong.length, color)}\n`,
  ]
    .join('')
    .trimStart();
}

const bullet = (text: string): string => `- ${text}`;

/** Who and from what side by side, how below, across: it is long, and the same for most of an account. */
function matrix(report: AccessReport, width: number, colors: boolean): string {
  const grants = grantsOf(report);
  if (grants.length === 0) return 'Nobody.\n';
  const inner = width - 4;
  const longest = Math.max(...grants.map(({ account }) => account.length));
  const account = Math.min(Math.max(longest, 12) + 2, Math.floor(inner * 0.3));
  const from = Math.max(31, Math.floor(inner * 0.36));
  const widths = [account, inner - account - from, from];
  const cell = (column: number, lines: readonly string[]): string =>
    lines.flatMap((line) => wrap(line, widths[column]! - 2, column === 1 ? '  ' : '')).join('\n');
  const table = new Table({
    head: ['Account', 'Who', 'May send from'],
    colWidths: widths,
    style: colors ? {} : { head: [], border: [] },
  });
  let last = '';
  for (const grant of grants) {
    const first = grant.account === last ? [] : [grant.account, grant.accountId];
    table.push([
      cell(0, first),
      cell(1, grant.principals.map(who)),
      cell(2, [...grant.numbers, ...by(grant)]),
    ]);
    table.push([{ colSpan: 3, content: wrap(how(grant), inner - 2, '  ').join('\n') }]);
    last = grant.account;
  }
  return `${table.toString()}\n`;
}

function who({ name, note }: Grant['principals'][number]): string {
  return note ? `${name} (${note})` : name;
}

function by({ api }: Grant): string[] {
  if (api === 'sms-voice') return [];
  return [api === 'pinpoint' ? 'by the Pinpoint API' : `by ${api}`];
}

function how({ role, conditions, decidedBy }: Grant): string {
  return [`through ${role}`, ...conditions, `allowed by ${decidedBy}`].join('; ');
}

function changeText(
  changes: Parameters<typeof changeLines>[0],
  wrapped: (text: string) => string,
  color: Colors,
): string[] {
  if (changes.length === 0) return ['No change of access.\n'];
  const paint: Record<string, (text: string) => string> = {
    '+': color.green,
    '−': color.red,
    '~': color.yellow,
  };
  return changeLines(changes).map((line) => paint[line[0]!]!(wrapped(line)));
}

/** The cell, what was found, what was expected, and the statement. */
export function disagreement(cell: AccessCheck): string {
  const { account, principal, number, api, condition, verdict, expected, decidedBy, role } = cell;
  const what = [api, number || role].filter(Boolean).join(' ');
  const how = condition ? ` (${condition})` : '';
  return `${account}: ${principal} on ${what}${how}: ${verdict}, the manifest means ${expected}; decided by ${decidedBy}`;
}

function verdictLine({ cells, problems }: AccessReport, wrong: number, color: Colors): string {
  if (wrong + problems.length === 0)
    return color.green(`Policies and manifest agree: ${cells.length} questions.`);
  return color.red(disagreementLine(wrong, cells.length, problems.length));
}

/** What is wrong, in a sentence or two. */
export function disagreementLine(wrong: number, questions: number, problems: number): string {
  const words = [
    wrong > 0 ? `Policies and manifest disagree in ${wrong} of ${questions} questions.` : '',
    problems > 0 ? `Whether they agree is not known: ${problems} not evaluated, see "Not evaluated".` : '',
  ];
  return words.filter(Boolean).join(' ');
}
