import { disagrees } from '../../src/access/cells';
import { matrixOf, samples, stacksOf } from './samples';

describe.each(Object.keys(samples))('the policies of the sample %s', (sample) => {
  const manifest = samples[sample]!();
  const { cells, problems } = matrixOf(manifest, stacksOf(sample));

  test('mean what the manifest means', () => {
    expect(cells.filter(disagrees)).toEqual([]);
    expect(problems).toEqual([]);
  });
});
