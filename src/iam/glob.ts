/** `*`: any characters, also none. Negative, so that no character of a text can be mistaken for it. */
export const ANY = -1;
/** `?`: exactly one character. */
export const ONE = -2;

/** A text with wildcards: UTF-16 code units, `ANY` and `ONE`. */
export type Pattern = readonly number[];

export function literalPattern(text: string): number[] {
  const pattern: number[] = [];
  for (let index = 0; index < text.length; index++) pattern.push(text.charCodeAt(index));
  return pattern;
}

/** `*` and `?` as wildcards, everything else as it stands. */
export function wildcardPattern(text: string): number[] {
  return literalPattern(text).map((code) => (code === 42 ? ANY : code === 63 ? ONE : code));
}

export function hasWildcard(pattern: Pattern): boolean {
  return pattern.some((code) => code < 0);
}

/**
 * Whether the pattern covers the whole text. Greedy with one place to go back to, so that no pattern takes more than
 * length times length steps (a regular expression made from `*a*a*a*…` would take exponentially many).
 */
export function globMatch(pattern: Pattern, text: string): boolean {
  let at = 0;
  let index = 0;
  let star = -1;
  let resume = 0;
  while (index < text.length) {
    const code = pattern[at];
    if (code === ANY) {
      star = at++;
      resume = index;
    } else if (code === ONE || code === text.charCodeAt(index)) {
      at++;
      index++;
    } else if (star >= 0) {
      at = star + 1;
      index = ++resume;
    } else {
      return false;
    }
  }
  while (pattern[at] === ANY) at++;
  return at === pattern.length;
}
