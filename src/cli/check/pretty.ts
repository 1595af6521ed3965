import { codeFrameColumns } from '@babel/code-frame';
import pc from 'picocolors';
import type { Diagnostic, Range, Severity } from '../../manifest/types';

import { budgetLine } from './budgets';
import type { CheckResult } from './run';

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

/** One diagnostic as text: position, code, message, the lines with carets, where else to look, the fix. */
export function prettyDiagnostic(diagnostic: Diagnostic, source: string, { colors }: PrettyOptions): string {
  const c = pc.createColors(colors);
  const { code, severity, message, fix, range, related } = diagnostic;
  const mark = paint[severity](c);
  return [
    `${c.bold(position(diagnostic))} ${mark(`${severity} ${code}`)} ${message}`,
    frame(source, range, colors),
    ...related.map((other) => c.dim(`    ${position(other)} ${other.message}`)),
    `    ${c.bold('fix:')} ${fix.replaceAll('\n', '\n    ')}`,
  ]
    .filter((line) => line !== '')
    .join('\n');
}

/** `config/accounts.yaml:12:5`, which terminals and editors open. */
export function position({ file, range }: { file: string; range: Range }): string {
  return `${file}:${range.start.line}:${range.start.column}`;
}

function frame(source: string, range: Range, colors: boolean): string {
  const { start, end } = range;
  const lines = source.split(/\r\n|\n|\r/);
  const shown = lines.slice(Math.max(0, start.line - 3), start.line + 2);
  if (source === '' || shown.some((line) => line.length > longestLine)) return '';
  // The last column of the frame is inclusive, and a frame of one line says where the mistake begins.
  const lastColumn = end.line === start.line ? Math.max(start.column + 1, end.column) : undefined;
  return codeFrameColumns(
    lines.map((line) => line.replace(/(?!\t)\p{Cc}/gu, '\u00b7')).join('\n'),
    {
      start,
      end: lastColumn
        ? { line: start.line, column: lastColumn }
        : { line: start.line, column: lines[start.line - 1]!.length + 1 },
    },
    { linesAbove: 2, linesBelow: 1, forceColor: colors, highlightCode: false },
  )
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
}

/** What `tendlc check` prints: every diagnostic, the room left, a summary. */
export function prettyReport(
  { file, source, diagnostics, budgets }: CheckResult,
  options: PrettyOptions,
): string {
  const c = pc.createColors(options.colors);
  const room = budgets.map((budget) => `  ${budgetLine(budget)}\n`).join('');
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
