import { disagrees } from '../../../src/access/cells';
import { matrixOf, samples, stacksOf } from '../samples';
import { reasons } from './reasons';
import { mutateStacks } from './stacks';

interface Outcome {
  what: string;
  noticed: boolean;
  reason: string | undefined;
}

/** Which changes of what Terraform writes does `access` notice? All that change what anyone can do. */
describe.each(Object.keys(samples))(
  'every policy of the sample %s, changed one thing at a time',
  (sample) => {
    const manifest = samples[sample]!();
    const outcomes: Outcome[] = [...mutateStacks(stacksOf(sample))].map(({ what, stacks }) => {
      const { cells, problems } = matrixOf(manifest, stacks);
      const reason = reasons.find(([pattern]) => pattern.test(what))?.[1];
      return { what, noticed: problems.length > 0 || cells.some(disagrees), reason };
    });
    const missed = outcomes.filter(({ noticed }) => !noticed);

    test('is noticed, or changes nothing that anyone can do', () => {
      expect(missed.filter(({ reason }) => reason === undefined).map(({ what }) => what)).toEqual([]);
    });

    test('shows a score', () => {
      const noticed = outcomes.length - missed.length;
      const lines = reasons.map(
        ([, reason]) => [reason, missed.filter((one) => one.reason === reason).length] as const,
      );
      const listed = lines.filter(([, count]) => count > 0).map(([reason, count]) => `  ${count} ${reason}`);
      process.stderr.write(
        `semantic score, ${sample}: ${noticed} of ${outcomes.length - missed.length} that change what anyone can do; ${missed.length} that do not:\n${listed.join('\n')}\n`,
      );
      expect(noticed).toBeGreaterThan(700);
    });
  },
);
