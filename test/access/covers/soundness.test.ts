import { decideCase } from '../../iam/differential/verdict';
import { searchCounterexamples } from './soundness';
import { provenShare } from './strength';

test('no request is allowed by what is covered and denied by what covers it', () => {
  const { proven, allowed, counterexamples } = searchCounterexamples({ from: 0, count: 600 }, decideCase);
  expect(counterexamples).toEqual([]);
  // Otherwise the search shows nothing.
  expect(proven).toBeGreaterThan(300);
  expect(allowed).toBeGreaterThan(200);
});

test('most pairs that are built by narrowing are proven', () => {
  const { pairs, proven } = provenShare(0, 1500);
  const share = proven / pairs;
  process.stdout.write(
    `covering relation: ${proven} of ${pairs} narrowed pairs proven (${(share * 100).toFixed(1)}%)\n`,
  );
  expect(share).toBeGreaterThan(0.9);
});
