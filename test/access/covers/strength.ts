import { compareDocuments } from '../../../src/access/covers';
import { generatePair } from './pairs';

/** Of pairs whose second policy is a narrowed first one: how many the relation proves. */
export function provenShare(
  from: number,
  count: number,
  compare = compareDocuments,
): { pairs: number; proven: number } {
  let pairs = 0;
  let proven = 0;
  for (let seed = from; seed < from + count; seed++) {
    const { kind, first, second } = generatePair(seed, true);
    const [wide, narrow] = [first, second].map((policy) => ({
      name: 'policy',
      text: JSON.stringify(policy),
    }));
    if (wide === undefined || narrow === undefined || wide.text === narrow.text) continue;
    pairs++;
    const scope =
      kind === 'identity' ? ({ kind } as const) : ({ kind, ownerAccountId: '111122223333' } as const);
    const { gains, unknown } = compare([wide], [narrow], scope);
    if (gains.length === 0 && unknown.length === 0) proven++;
  }
  return { pairs, proven };
}
