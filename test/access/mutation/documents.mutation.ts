import { disagrees } from '../../../src/access/model';
import { matrixOf, samples, stacksOf } from '../samples';
import { reasons } from './reasons';
import { printScore } from './score';
import { mutateStacks } from './stacks';

/** Which changes of what Terraform writes does `access` notice? All that change what anyone can do. */
describe.each(Object.keys(samples))(
  'every policy of the sample %s, changed one thing at a time',
  (sample) => {
    const manifest = samples[sample]!();
    const outcomes = [...mutateStacks(stacksOf(sample))].map(({ what, stacks }) => {
      const { cells, problems } = matrixOf(manifest, stacks);
      const noticed = problems.length > 0 || cells.some(disagrees);
      const reason = noticed ? undefined : reasons.find(([pattern]) => pattern.test(what))?.[1];
      return { what, noticed, reason };
    });

    test('is noticed by access, or changes nothing that anyone can do', () => {
      printScore(`semantic, documents of ${sample}`, outcomes);
      expect(outcomes.filter(({ noticed, reason }) => !noticed && !reason).map(({ what }) => what)).toEqual(
        [],
      );
    });
  },
);
