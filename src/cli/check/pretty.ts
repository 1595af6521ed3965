import { codeFrameColumns } from '@babel/code-frame';
import pc from 'picocolors';
import type { Diagnostic, Range, Severity } from '../../manifest/types';
import { quotaLine } from './quotas';
import type { CheckResult } from './result';

type Colors = ReturnType<typeof pc.createColors>;

export interface PrettyOptions {
  colors: boolean;
}

const paint: Record<Severity, (colors: Colors) => (text: string) => string> = {
  error: (colors) => colors.red,
  warning: (colors) => colors.yellow,
  note: (colors) => colors.cyan,
};

/** Longer lines (a file on one line, say) are left out of the frame: the position says enough. */
const longestLine = 200;
const linesAbove = 2;
const linesBelow = 1;

/** One diagnostic as text: position, code, message, the lines with carets, where else to look, the fix. */
export function prettyDiagnostic(diagnostic: Diagnostic, source: string, { colors }: PrettyOptions): string {
  const c = pc.createColors(colors);
  const { code, severity, range, related } = diagnostic;
  const [message, fix] = [visible(diagnostic.message), visible(diagnostic.fix)];
  const mark = paint[severity](c);
  return [
    `${c.bold(position(diagnostic))} ${mark(`${severity} ${code}`)} ${message}`,
    frame(source, range, c),
    ...related.map((other) => c.dim(`    ${position(other)} ${visible(other.message)}`)),
    `    ${c.bold('fix:')} ${fix.replaceAll('\n', '\n    ')}`,
  ]
    .filter((line) => line !== '')
    .join('\n');
}

/** Control characters out of the file would drive the terminal. */
function visible(text: string): string {
  return text.replace(/(?![\t\n])[\p{Cc}\p{Zl}\p{Zp}]/gu, '\u00b7');
}

/** One diagnostic on one line. */
export function prettyLine(diagnostic: Diagnostic, { colors }: PrettyOptions): string {
  const mark = paint[diagnostic.severity](pc.createColors(colors));
  return `${position(diagnostic)} ${mark(`${diagnostic.severity} ${diagnostic.code}`)} ${visible(diagnostic.message)}`;
}

/** `config/accounts.yaml:12:5`, which terminals and editors open. */
function position({ file, range }: { file: string; range: Range }): string {
  return `${file}:${range.start.line}:${range.start.column}`;
}

function frame(source: string, { start, end }: Range, c: Colors): string {
  const first = Math.max(1, start.line - linesAbove);
  const shown = linesOf(source).slice(first - 1, start.line + linesBelow);
  const marked = shown[start.line - first];
  if (source === '' || marked === undefined || shown.some((line) => line.length > longestLine)) return '';
  // A frame marks one line: it says where the mistake begins.
  const column = end.line === start.line ? Math.max(start.column + 1, end.column) : marked.length + 1;
  // @types/babel__code-frame does not know startLine yet.
  const options = { linesAbove, linesBelow, startLine: first, highlightCode: false };
  return codeFrameColumns(
    shown.map(visible).join('\n'),
    { start, end: { line: start.line, column } },
    options,
  )
    .split('\n')
    .map((line) => `    ${line.replace(/^>/, c.red).replace(/(?<=^ +\| *)\^+$/, c.red)}`)
    .join('\n');
}

let split = { source: '', lines: [''] };

/** A thousand diagnostics of one file need its lines once. */
function linesOf(source: string): string[] {
  if (split.source !== source) split = { source, lines: source.split(/\r\n|\n|\r/) };
  return split.lines;
}

/** What `tendlc check` prints: every diagnostic, the room left, a summary. */
export function prettyReport(
  { file, source, diagnostics, budgets }: CheckResult,
  options: PrettyOptions,
): string {
  const c = pc.createColors(options.colors);
  const room = budgets.map((budget) => `  ${quotaLine(budget)}\n`).join('');
  const failed = diagnostics.some(({ severity }) => severity === 'error');
  const counted = summary(diagnostics);
  return [
    ...diagnostics.map((item) => `${prettyDiagnostic(item, source, options)}\n\n`),
    room && `${c.bold('Room left')}\n${room}\n`,
    failed
      ? `${c.red('failed')} ${file}: ${counted}\n`
      : `${c.green('ok')} ${file}${counted ? `: ${counted}` : ''}\n`,
  ].join('');
}

/** "2 errors, 1 warning"; empty where there is nothing to count. */
export function summary(diagnostics: readonly Diagnostic[]): string {
  return (['error', 'warning', 'note'] as const)
    .map((severity) => ({ severity, count: diagnostics.filter((item) => item.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${severity}${count === 1 ? '' : 's'}`)
    .join(', ');
}
