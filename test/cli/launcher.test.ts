import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { scratch } from '../support/synthesized';

const tendlc = resolve('bin/tendlc.js');
const manifest = resolve('config/accounts.yaml');

/** A project in which npx finds the command, and npm has a script for it. */
function project(): string {
  const folder = scratch();
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
  symlinkSync(tendlc, join(folder, 'node_modules/.bin/tendlc'));
  const scripts = { sandbox: `tendlc sandbox --empty --manifest ${manifest}` };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'x', private: true, scripts }));
  return folder;
}

const sandbox = ['sandbox', '--empty', '--manifest', manifest];

it.each([
  ['npx', ['--no-install', 'tendlc', ...sandbox], 'SIGTERM'],
  ['npx', ['--no-install', 'tendlc', ...sandbox], 'SIGKILL'],
  ['npm', ['run', 'sandbox'], 'SIGKILL'],
  ['npx', ['--no-install', 'tendlc', ...sandbox, '--', 'sh', '-c', 'echo ready; exec sleep 60'], 'SIGKILL'],
] as const)('stops once %s is killed: %j, %s', async (command, args, signal) => {
  const child = spawn(command, args, { cwd: project(), stdio: ['ignore', 'pipe', 'ignore'] });
  const closed = new Promise((done) => child.stdout.on('close', done));
  await ready(child);
  child.kill(signal);
  // Everything that it started holds its standard output open.
  const timeout = new Promise((_, reject) => setTimeout(reject, 8000, new Error('it still runs')).unref());
  try {
    await Promise.race([closed, timeout]);
  } finally {
    child.stdout.destroy();
  }
});

it('stays when a shell that started it in the background ends', async () => {
  const line = '"$0" "$@" & echo "pid $!"; read line';
  const shell = spawn('sh', ['-c', line, process.execPath, tendlc, ...sandbox], {
    cwd: project(),
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, npm_execpath: 'npm' },
  });
  const exited = new Promise((done) => shell.on('exit', done));
  const printed = await ready(shell);
  const pid = Number(/pid (\d+)/.exec(printed)![1]);
  shell.stdin.end('\n');
  await exited;
  await new Promise((done) => setTimeout(done, 1500));
  try {
    expect(() => process.kill(pid, 0)).not.toThrow();
  } finally {
    process.kill(pid, 'SIGKILL');
    shell.stdout.destroy();
  }
});

/** What was printed up to the line that says so. */
function ready({ stdout }: ChildProcess): Promise<string> {
  let text = '';
  return new Promise((done) =>
    stdout!.on('data', (data) => {
      text += data;
      if (/ready/.test(text)) done(text);
    }),
  );
}
