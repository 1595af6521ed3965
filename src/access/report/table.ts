import Table from 'cli-table3';
import pc from 'picocolors';
import { problemText } from '../../terraform/problem';
import { type AccessCheck, type Change, disagrees } from '../model';
import { changeLines, countText, lineText } from './change-lines';
import { type Grant, grantsOf, noAccessLine, refusedLines } from './grants';
import { apiText, conditionsText, NumberLabels, UNLISTED_NUMBERS } from './labels';
import type { AccessReport } from './report';
import { wrap } from './wrap';

interface Terminal {
  columns: number;
  colors: boolean;
}

type Colors = ReturnType<typeof pc.createColors>;

const SHOWN = 20;

/** For a terminal of 60 columns or more. */
export function tableReport(report: AccessReport, terminal: Terminal): string {
  const color = pc.createColors(terminal.colors);
  const width = Math.max(60, Math.min(terminal.columns, 160));
  const wrapped = (text: string): string => `${wrap(text, width, '  ').join('\n')}\n`;
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length > 0 ? [`\n${color.bold(title)}\n`, ...lines.map(wrapped)] : [];
  const { cells, source, difference, opens, notSeen, problems } = report;
  const wrong = cells.filter(disagrees);
  const without = noAccessLine(report);
  return [
    ...section('Who can send from which number, through these roles', [`computed from ${source}`]),
    matrix(report, width, terminal.colors),
    ...(without ? [wrapped(without)] : []),
    ...(difference ? [`\n${color.bold(`Change of access, against ${difference.title}`)}\n`] : []),
    ...(difference
      ? changeText(difference.changes, new NumberLabels(difference.before, report.manifest), wrapped, color)
      : []),
    ...section('What the Pinpoint API opens', opens.map(bullet)),
    ...section('Asked and denied', refusedLines(report).map(bullet)),
    ...section('Not seen', notSeen.map(bullet)),
    ...section('Not evaluated, or not proven', problems.map(problemText).map(bullet)),
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

/** Who and which numbers side by side; below, across all columns, how. */
function matrix(report: AccessReport, width: number, colors: boolean): string {
  const grants = grantsOf(report);
  if (grants.length === 0) return 'No access.\n';
  const inner = width - 4;
  const longest = Math.max(...grants.map(({ account }) => account.length));
  const account = Math.min(Math.max(longest, 12) + 2, Math.floor(inner * 0.3));
  const from = Math.max(31, Math.floor(inner * 0.36));
  const widths = [account, inner - account - from, from];
  const lines = (column: number, texts: readonly string[]): string[] =>
    texts.flatMap((text) => wrap(text, widths[column]! - 2, column === 1 ? '  ' : ''));
  const blocks = grants.flatMap((grant, index) => {
    const key = grant.account === grants[index - 1]?.account ? [] : [grant.account, grant.accountId];
    const numbers = [...grant.numbers, apiText(grant.api)].filter(Boolean);
    return [
      { widths, rows: rowsOf([lines(0, key), lines(1, grant.principals.map(who)), lines(2, numbers)]) },
      { widths: [inner + 2], rows: wrap(how(grant), inner, '  ').map((text) => [text]) },
    ];
  });
  const head = { widths, rows: [], head: ['Account', 'Who', 'May send from'] };
  return `${[head, ...blocks].map((block, index) => blockText(block, index === blocks.length, colors)).join('\n')}\n`;
}

/** Columns of lines as rows of one line each. */
function rowsOf(columns: readonly string[][]): string[][] {
  const height = Math.max(...columns.map(({ length }) => length));
  return Array.from({ length: height }, (_, index) => columns.map((lines) => lines[index] ?? ''));
}

interface Block {
  widths: readonly number[];
  rows: string[][];
  head?: string[];
}

const noRules = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' };
const noBottom = { bottom: '', 'bottom-left': '', 'bottom-mid': '', 'bottom-right': '' };
const joined = { 'top-left': '├', 'top-right': '┤' };

/** A table of single lines: the library's time grows with the cube of a cell's lines. The blocks are drawn as one table. */
function blockText({ widths, rows, head }: Block, last: boolean, colors: boolean): string {
  const table = new Table({
    ...(head && { head }),
    colWidths: [...widths],
    chars: { ...noRules, ...(!head && joined), ...(!last && noBottom) },
    style: colors ? {} : { head: [], border: [] },
  });
  table.push(...rows);
  return table.toString();
}

function who({ name, note }: Grant['principals'][number]): string {
  return note ? `${name} (${note})` : name;
}

function how({ role, conditions, decidedBy }: Grant): string {
  return [`through ${role}`, ...conditions, `allowed by ${decidedBy}`].join('; ');
}

const paint = {
  gained: 'green',
  lost: 'red',
  changed: 'yellow',
} as const satisfies Record<Change['kind'], keyof Colors>;

function changeText(
  changes: readonly Change[],
  labels: NumberLabels,
  wrapped: (text: string) => string,
  color: Colors,
): string[] {
  if (changes.length === 0) return ['No change of access.\n'];
  return [
    `${countText(changes)}\n`,
    ...changeLines(changes, labels).map((line) => color[paint[line.kind]](wrapped(lineText(line)))),
  ];
}

/** The check, what was found, what was expected, and the statement. */
export function disagreement(check: AccessCheck): string {
  const { account, principal, number, resource, api, conditions, verdict, expected, decidedBy } = check;
  const named = number.kind === 'unlisted' ? UNLISTED_NUMBERS : nameIn(check);
  const how = conditions.length > 0 ? ` (${conditionsText(conditions)})` : '';
  return `${account}: ${principal} on ${[api, named || resource].join(' ')}${how}: ${verdict}, the manifest means ${expected}; decided by ${decidedBy}`;
}

function nameIn({ number, resource }: AccessCheck): string {
  return 'name' in number ? number.name : resource === '*' ? 'every resource (*)' : resource;
}

function verdictLine({ cells, problems }: AccessReport, wrong: number, color: Colors): string {
  if (wrong + problems.length === 0)
    return color.green(`Policies and manifest agree: ${cells.length} questions.`);
  return color.red(disagreementLine(wrong, cells.length, problems.length));
}

/** What is wrong, in a sentence or two. */
export function disagreementLine(wrong: number, questions: number, problems: number): string {
  return [
    wrong > 0 ? `Policies and manifest disagree in ${wrong} of ${questions} questions.` : '',
    problems > 0 ? `Whether they agree is not proven: see "Not evaluated, or not proven" (${problems}).` : '',
  ]
    .filter(Boolean)
    .join(' ');
}
