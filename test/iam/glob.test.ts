import fc from 'fast-check';
import { globMatch, wildcardPattern } from '../../src/iam/glob';

/** An independent implementation: a table over all prefixes of the pattern and the text. */
function slowMatch(pattern: string, text: string): boolean {
  const reached = Array.from({ length: pattern.length + 1 }, () =>
    new Array<boolean>(text.length + 1).fill(false),
  );
  const at = (p: number, t: number): boolean => reached[p]?.[t] ?? false;
  for (let p = 0; p <= pattern.length; p++) {
    for (let t = 0; t <= text.length; t++) {
      const code = pattern[p - 1];
      const row = reached[p] as boolean[];
      if (p === 0) row[t] = t === 0;
      else if (code === '*') row[t] = at(p - 1, t) || (t > 0 && at(p, t - 1));
      else row[t] = t > 0 && at(p - 1, t - 1) && (code === '?' || code === text[t - 1]);
    }
  }
  return at(pattern.length, text.length);
}

test('globMatch agrees with a table over pattern and text', () => {
  const letters = fc.constantFrom('a', 'b', ':', '.', '\\', '[', '*', '?', 'é');
  const texts = fc.string({ unit: letters, maxLength: 12 });
  let matches = 0;
  fc.assert(
    fc.property(texts, texts, fc.boolean(), (text, random, related) => {
      const pattern = related ? text.replace(/b/g, '*').replace(/:/g, '?') : random;
      const expected = slowMatch(pattern, text);
      if (expected) matches++;
      expect(globMatch(wildcardPattern(pattern), text)).toBe(expected);
    }),
    { numRuns: 5000 },
  );
  expect(matches).toBeGreaterThan(500);
});
