import { log, print, printed, useColors } from '../../src/cli/print';
import { captureOutput } from '../support/output';

it('encodes what it prints for a terminal, on both streams', async () => {
  const output = captureOutput();
  print('a\u001b[31m\n::error::b\n');
  print('::error::c\n', { commands: true });
  log('\u009bd\n');
  await printed();
  output.restore();
  expect(output.stdout).toBe('a\\u001b[31m\n\\u003a:error::b\n::error::c\n');
  expect(output.stderr).toBe('\\u009bd\n');
});

it('reports the first error of a stream once', async () => {
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((...args) => {
    (args.at(-1) as (error: Error) => void)(Object.assign(new Error('write ENOSPC'), { code: 'ENOSPC' }));
    return false;
  });
  print('a');
  await expect(printed()).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringContaining('no space'),
  });
  write.mockRestore();
  await printed();
});

it.each([
  ['a terminal has colours', true, {}, true],
  ['a pipe has none', false, {}, false],
  ['NO_COLOR takes them away', true, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
  ['FORCE_COLOR gives them to a pipe', false, { FORCE_COLOR: '1' }, true],
  ['FORCE_COLOR=0 takes them away', true, { FORCE_COLOR: '0' }, false],
  ['a dumb terminal has none', true, { TERM: 'dumb' }, false],
])('%s', (_, isTTY, env, expected) => {
  expect(useColors({ isTTY }, env)).toBe(expected);
});
