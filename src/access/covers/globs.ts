import { ANY, globMatch, hasWildcard, ONE, type Pattern, textOf } from '../../iam/glob';

/** `*?*` as `?*`: one form for runs of wildcards that match the same texts. */
function normalize(pattern: Pattern): Pattern {
  const normal: number[] = [];
  let stars = false;
  for (const code of pattern) {
    if (code === ANY) stars = true;
    else {
      if (stars && code !== ONE) {
        normal.push(ANY);
        stars = false;
      }
      normal.push(code);
    }
  }
  return stars ? [...normal, ANY] : normal;
}

/**
 * Whether every text that `narrow` matches is one that `wide` matches. True is a proof. False is not: `?*` contains
 * `*a`, which this function does not see.
 */
export function globContains(wide: Pattern, narrow: Pattern): boolean {
  if (!hasWildcard(narrow)) return globMatch(wide, textOf(narrow));
  const [pattern, text] = [normalize(wide), normalize(narrow)];
  let at = 0;
  let index = 0;
  let star: number | undefined;
  let resume = 0;
  while (index < text.length) {
    const code = pattern[at];
    const had = text[index];
    if (code === ANY) {
      star = at++;
      resume = index;
    } else if (had !== ANY && (code === ONE || code === had)) {
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

/** Whether some text matches both. Exact: length times length steps. */
export function globsOverlap(left: Pattern, right: Pattern): boolean {
  if (!hasWildcard(left)) return globMatch(right, textOf(left));
  if (!hasWildcard(right)) return globMatch(left, textOf(right));
  // `row[j]`: some text matches left[i…] and right[j…].
  let row = lastRow(right);
  for (let i = left.length - 1; i >= 0; i--) {
    const above = row;
    row = new Array<boolean>(right.length + 1).fill(false);
    row[right.length] = left[i] === ANY && above[right.length] === true;
    for (let j = right.length - 1; j >= 0; j--) {
      const [a, b] = [left[i], right[j]];
      // A `*` ends here, or takes one more symbol of the other side.
      const ofLeft = a === ANY && (above[j] || row[j + 1]);
      const ofRight = b === ANY && (row[j + 1] || above[j]);
      const ofBoth = a !== ANY && b !== ANY && (a === b || a === ONE || b === ONE) && above[j + 1];
      row[j] = Boolean(ofLeft || ofRight || ofBoth);
    }
  }
  return row[0] === true;
}

function lastRow(right: Pattern): boolean[] {
  const row = new Array<boolean>(right.length + 1).fill(false);
  row[right.length] = true;
  for (let j = right.length - 1; j >= 0 && right[j] === ANY; j--) row[j] = true;
  return row;
}
