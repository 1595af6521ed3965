/** `*`: any number of characters. The value is negative because no character has a negative code. */
export const ANY = -1;
/** `?`: exactly one character. */
export const ONE = -2;

/** A text with wildcards: UTF-16 code units, `ANY` and `ONE`. */
export type Pattern = readonly number[];

const ASTERISK = 42;
const QUESTION_MARK = 63;

export function literalPattern(text: string): Pattern {
  const pattern: number[] = [];
  for (let index = 0; index < text.length; index++) pattern.push(text.charCodeAt(index));
  return pattern;
}

/** Reads `*` and `?` as wildcards and every other character literally. */
export function wildcardPattern(text: string): Pattern {
  const pattern: number[] = [];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    pattern.push(code === ASTERISK ? ANY : code === QUESTION_MARK ? ONE : code);
  }
  return pattern;
}

/** The text of a pattern without wildcards. */
export function textOf(pattern: Pattern): string {
  return pattern.map((code) => String.fromCharCode(code)).join('');
}

export function hasWildcard(pattern: Pattern): boolean {
  return pattern.some((code) => code === ANY || code === ONE);
}

/**
 * Whether the pattern matches the text from index `from` to its end. Backtracks to the last `*` only, so it takes at most
 * pattern length times text length steps (a regular expression for `*a*a*a*…` takes exponentially many).
 */
export function globMatch(pattern: Pattern, text: string, from = 0): boolean {
  let at = 0;
  let index = from;
  let star: number | undefined;
  let resume = from;
  while (index < text.length) {
    const code = pattern[at];
    if (code === ANY) {
      star = at++;
      resume = index;
    } else if (code === ONE || code === text.charCodeAt(index)) {
      at++;
      index++;
    } else if (star !== undefined) {
      at = star + 1;
      index = ++resume;
    } else {
      return false;
    }
  }
  while (pattern[at] === ANY) at++;
  return at === pattern.length;
}
