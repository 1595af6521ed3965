import { Lexer } from 'yaml';

/** Another line of a manifest, swallowed by a quote that should have ended before. */
const SWALLOWED = /[\r\n][ \t]*(?:-[ ]|#|["']?[\w.<-]+["']?:(?:[ \r\n]|$))/;

/** What the lexer puts in before a document, at the end of a broken list or map in brackets, before a scalar. */
const MARKS = ['\u0002', '\u0018', '\u001f'];

/**
 * Where a quote opens that runs on over the following lines of the file, or to its end. Only for a text that is not
 * YAML: a value may have lines that look like keys.
 */
export function openQuote(text: string): number | undefined {
  let offset = 0;
  for (const lexeme of new Lexer().lex(text)) {
    const quote = lexeme[0] ?? '';
    if (quote === '"' || quote === "'") {
      const closed = lexeme.length > 1 && lexeme.endsWith(quote);
      if (!closed || SWALLOWED.test(lexeme)) return offset;
    }
    if (!MARKS.includes(lexeme)) offset += lexeme.length;
  }
  return undefined;
}
