import { disagrees } from '../../src/access/model';
import { guard, planOfStack, structural } from '../guard/guarding';
import { reasons } from './mutation/reasons';
import { mutateStacks } from './mutation/stacks';
import { matrixOf, samples, stacksOf } from './samples';

/** A part of `npm run test:mutation:access`, which does the same to every sample, to the plans and to the source. */
describe('every policy of the shared role, changed one thing at a time', () => {
  const manifest = samples.shared!();
  const stacks = stacksOf('shared');
  const mutations = [...mutateStacks(stacks)].filter((_, index) => index % 3 === 0);

  test('is noticed by access, or changes nothing that anyone can do', () => {
    const missed = mutations.filter(({ what, stacks: changed }) => {
      const { cells, problems } = matrixOf(manifest, changed);
      return (
        problems.length === 0 && !cells.some(disagrees) && !reasons.some(([pattern]) => pattern.test(what))
      );
    });
    expect(missed.map(({ what }) => what)).toEqual([]);
  });

  test('is stopped by guard', () => {
    const missed = mutations.filter(
      ({ stack, stacks: changed }) =>
        structural(guard(manifest, stacks, { [stack]: planOfStack(changed, stack) })).length === 0,
    );
    expect(missed.map(({ what }) => what)).toEqual([]);
  });
});
