import { SECRET_CODE } from '../../manifest/rules/secrets';
import type { Diagnostic } from '../../manifest/types';

const MASK = '***';

/** The manifest's text for code frames, without the values that a finding calls secret. */
export function maskedSource(source: string, diagnostics: readonly Diagnostic[]): string {
  const secrets = diagnostics.filter(({ code }) => code === SECRET_CODE);
  if (secrets.length === 0) return source;
  const lines = source.split(/\r\n|\n|\r/);
  for (const { start, end } of secrets.map(({ range }) => range)) {
    const line = lines[start.line - 1] ?? '';
    lines[start.line - 1] = `${line.slice(0, end.column - 1)}: ${MASK}`;
    // A value of several lines is indented deeper than its key.
    for (let next = start.line; next < lines.length && indentOf(lines[next]!) >= start.column; next++)
      lines[next] = MASK;
  }
  return lines.join('\n');
}

/** Blank lines belong to the value around them. */
function indentOf(line: string): number {
  const indent = line.search(/\S/);
  return indent === -1 ? Number.POSITIVE_INFINITY : indent;
}
