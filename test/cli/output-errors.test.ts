import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const tendlc = join(__dirname, '../../bin/tendlc.js');
const commands = ['check', 'check --format json', 'access --format json', 'connect development', '--help'];

/** Runs a line of sh, which prints an exit code. */
function shell(line: string): { code: string; stderr: string } {
  const { stdout, stderr } = spawnSync('sh', ['-c', line], { encoding: 'utf8' });
  return { code: stdout.trim(), stderr };
}

const run = (command: string) => `"${process.execPath}" "${tendlc}" ${command}`;

it.each(commands)('%s into a closed pipe exits with 2 and says why', (command) => {
  const { code, stderr } = shell(`{ { ${run(command)}; echo $? >&3; } | true; } 3>&1`);
  expect(code).toBe('2');
  expect(stderr).toContain('tendlc: standard output cannot be written: its reader closed it');
  expect(stderr).not.toMatch(/internal error|EPIPE|at .*\.(ts|js):/);
});

const onFullDisk = existsSync('/dev/full') ? it : it.skip;

onFullDisk.each(commands)('%s onto a full disk exits with 2 and says why', (command) => {
  const { code, stderr } = shell(`${run(command)} > /dev/full; echo $?`);
  expect(code).toBe('2');
  expect(stderr).toContain('tendlc: standard output cannot be written: there is no space left on the device');
  expect(stderr).not.toMatch(/internal error|at .*\.(ts|js):/);
});

onFullDisk('a full disk behind standard error changes no answer', () => {
  expect(shell(`${run('check --format json')} > /dev/null 2> /dev/full; echo $?`).code).toBe('0');
});
