import { codeFrameColumns } from '@babel/code-frame';
import pc from 'picocolors';
import { hasInvisible } from '../../encode/invisible';
import { terminalText } from '../../encode/terminal';
import type { Diagnostic, Range, Severity } from '../../manifest/types';
import { maskedSource } from './masked-source';
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
  const [message, fix] = [terminalText(diagnostic.message), terminalText(diagnostic.fix)];
  const mark = paint[severity](c);
  return [
    `${c.bold(position(diagnostic))} ${mark(`${severity} ${code}`)} ${message}`,
    frame(source, range, c),
    ...related.map((other) => c.dim(`    ${position(other)} ${terminalText(other.message)}`)),
    `    ${c.bold('fix:')} ${fix.replaceAll('\n', '\n    ')}`,
  ]
    .filter((line) => line !== '')
    .join('\n');
}

/** One diagnostic on one line. */
export function prettyLine(diagnostic: Diagnostic, { colors }: PrettyOptions): string {
  const mark = paint[diagnostic.severity](pc.createColors(colors));
  return `${position(diagnostic)} ${mark(`${diagnostic.severity} ${diagnostic.code}`)} ${terminalText(diagnostic.message)}`;
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
    shown.map(oneUnit).join('\n'),
    { start, end: { line: start.line, column } },
    options,
  )
    .split('\n')
    .map((line) => `    ${line.replace(/^>/, c.red).replace(/(?<=^ +\| *)\^+$/, c.red)}`)
    .join('\n');
}

/** A frame counts columns: each invisible character becomes one dot. */
function oneUnit(line: string): string {
  return [...line]
    .map((one) => (one !== '\t' && hasInvisible(one) ? '\u00b7'.repeat(one.length) : one))
    .join('');
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
  const shown = maskedSource(source, diagnostics);
  return [
    ...diagnostics.map((item) => `${prettyDiagnostic(item, shown, options)}\n\n`),
    room && `${c.bold('Room left')}\n${room}\n`,
    failed
      ? `${c.red('failed')} ${file}: ${counted}\n`
      : `${c.green('ok')} ${file}${counted ? `: ${counted}` : ''}\n`,
  ].join('');
}

/** "2 errors, 1 warning"; empty if both counts are zero. */
export function summary(diagnostics: readonly Diagnostic[]): string {
  return (['error', 'warning', 'note'] as const)
    .map((severity) => ({ severity, count: diagnostics.filter((item) => item.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${severity}${count === 1 ? '' : 's'}`)
    .join(', ');
}
