import { printScore } from '../access/mutation/score';
import { mutateStacks } from '../access/mutation/stacks';
import { samples, stacksOf } from '../access/samples';
import { guard, planOfStack, structural } from './guarding';
import { mutatePlan } from './mutate-plan';

/** A plan that differs in anything at all from what the manifest implies is not let through by comparison alone. */
describe.each(Object.keys(samples))('plans of the sample %s, changed one thing at a time', (sample) => {
  const manifest = samples[sample]!();
  const stacks = stacksOf(sample);

  test('pass as they are', () => {
    for (const { stack } of stacks) {
      for (const action of ['create', 'no-op'] as const) {
        expect(guard(manifest, stacks, { [stack]: planOfStack(stacks, stack, action) }).findings).toEqual([]);
      }
    }
  });

  test('are all stopped by guard where what Terraform writes was changed', () => {
    const outcomes = [...mutateStacks(stacks)].map(({ what, stack, stacks: changed }) => {
      const result = guard(manifest, stacks, { [stack]: planOfStack(changed, stack) });
      return { what, noticed: structural(result).length > 0 };
    });
    printScore(`structural, documents of ${sample}`, outcomes);
    expect(outcomes.filter(({ noticed }) => !noticed)).toEqual([]);
  });

  test('are all stopped by guard where the plan was changed', () => {
    const outcomes = stacks.flatMap(({ stack }) =>
      [...mutatePlan(planOfStack(stacks, stack))].map(({ what, plan }) => ({
        what: `${stack} ${what}`,
        noticed: structural(guard(manifest, stacks, { [stack]: plan })).length > 0,
      })),
    );
    printScore(`structural, plans of ${sample}`, outcomes);
    expect(outcomes.filter(({ noticed }) => !noticed)).toEqual([]);
  });
});
