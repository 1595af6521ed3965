/**
 * Characters that a reader does not see, or that act on what displays them: control characters (C0, DEL, C1),
 * bidirectional and other format characters, separators of lines and paragraphs, lone surrogates, and what Unicode
 * calls default ignorable (UAX #44).
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;
const INVISIBLE_EXCEPT_LINES = /(?![\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * Writes every invisible character as `\uXXXX`, one for each UTF-16 unit. JSON text stays JSON text of the same
 * value, since JSON reads the escape back.
 */
export function showInvisible(text: string): string {
  return text.replace(INVISIBLE, escaped);
}

/** The same, but keeps line breaks (`\n`) and tabs. */
export function showInvisibleExceptLines(text: string): string {
  return text.replace(INVISIBLE_EXCEPT_LINES, escaped);
}

export function hasInvisible(text: string): boolean {
  return text.search(INVISIBLE) >= 0;
}

/** `\uXXXX` for every UTF-16 unit of the text. */
export function escaped(text: string): string {
  return text
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
