import { showInvisible } from './invisible';

/** A string literal of JavaScript or Python, whose escapes agree in what is used here. */
export function sourceString(text: string, quote: "'" | '"'): string {
  const inside = text.replace(/[\\'"]/g, (character) =>
    character === '\\' ? '\\\\' : character === quote ? `\\${quote}` : character,
  );
  return `${quote}${showInvisible(inside)}${quote}`;
}
