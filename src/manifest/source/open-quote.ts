import { Lexer } from 'yaml';

/** Another line of a manifest, swallowed by a quote that should have ended before. */
const SWALLOWED = /[\r\n][ \t]*(?:-[ ]|#|["']?[\w.<-]+["']?:(?:[ \r\n]|$))/;

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
      if (SWALLOWED.test(lexeme) || (!closed && offset + lexeme.length >= text.length)) return offset;
      if (!closed) return offset;
    }
    // Marks of the lexer itself: document, flow end, scalar.
    if (!/^[\u0002\u0018\u001f]$/.test(lexeme)) offset += lexeme.length;
  }
  return undefined;
}
