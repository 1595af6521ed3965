import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

it('ends quietly when whoever reads its output stops early', () => {
  const tendlc = join(__dirname, '../../bin/tendlc.js');
  const { stderr } = spawnSync(
    'sh',
    ['-c', `"${process.execPath}" "${tendlc}" access --format json | head -c 100`],
    {
      encoding: 'utf8',
    },
  );
  expect(stderr).not.toMatch(/EPIPE|at .*\.(ts|js):/);
});
