import { showInvisible, showInvisibleExceptLines } from './invisible';

/** Plain text on one line of Markdown, table cells included: no character of it is markup. */
export function markdownText(text: string): string {
  return showInvisible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\|`*_[\]~$]/g, '\\$&')
    .replace(/^\s*([#+-]|=+$)/, (start) => `${start.slice(0, -1)}\\${start.slice(-1)}`)
    .replace(/^(\s*\d+)([.)])/, '$1\\$2');
}

/** A code span. In a table cell a `|` needs a backslash even there (GitHub Flavored Markdown, "Tables"). */
export function markdownCode(text: string, place: { inTable?: boolean } = {}): string {
  const shown = showInvisible(text);
  const mark = '`'.repeat(longestRun(shown, 0) + 1);
  const pad = /^`|`$|^ .* $/.test(shown) || shown === '' ? ' ' : '';
  const span = `${mark}${pad}${shown}${pad}${mark}`;
  return place.inTable ? span.replaceAll('|', '\\|') : span;
}

/** A fenced block: its fence is longer than any in the text. Keeps line breaks and tabs. */
export function markdownBlock(language: string, text: string): string {
  const shown = showInvisibleExceptLines(text).trimEnd();
  const fence = '`'.repeat(Math.max(2, longestRun(shown, 2)) + 1);
  return `${fence}${language}\n${shown}\n${fence}`;
}

function longestRun(text: string, least: number): number {
  return Math.max(least, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
