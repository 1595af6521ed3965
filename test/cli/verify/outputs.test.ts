import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inWorld, manifestOf } from '../../harness/world';
import { run } from './command';

const folder = mkdtempSync(join(tmpdir(), 'tendlc-outputs-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);
const read = (name: string) => readFileSync(at(name), 'utf8');
const quick = ['--propagation-timeout', '0', '--only', 'staging'];

it('writes several reports of one run, data to standard output and progress to standard error', async () => {
  const files = [
    '--format',
    'pretty',
    'json',
    'junit',
    'markdown',
    '--output',
    '-',
    at('a.json'),
    at('a.xml'),
    at('a.md'),
  ];
  const { code, stdout, stderr } = await inWorld(manifestOf(), () => run('verify', ...quick, ...files));
  expect(code).toBe(0);
  const { runId, summary } = JSON.parse(read('a.json'));
  for (const text of [stdout, read('a.xml'), read('a.md')]) expect(text).toContain(runId);
  expect(stdout).toContain('1 account, 1 message sent');
  expect(stdout).not.toContain('probes\n');
  expect(stderr).toMatch(/staging: passed/);
  expect(summary).toMatchObject({ failed: 0, sent: 1 });
});

it('prints the count, the destination and the cost before the first call', async () => {
  const { stderr } = await inWorld(manifestOf(), () => run('verify', ...quick));
  expect(stderr).toMatch(
    /1 message to \+14254147755, and \d+ calls? against the same quota that must be denied/,
  );
  expect(stderr).toMatch(/at most \$0\.05, on the bill of 111122223333/);
});

it('sends nothing in a dry run', async () => {
  const { code, stdout, sent } = await inWorld(manifestOf(), async (sandbox) => ({
    ...(await run('verify', ...quick, '--mode', 'dry-run')),
    sent: sandbox.messages().filter(({ dryRun }) => !dryRun),
  }));
  expect([code, sent]).toEqual([0, []]);
  expect(stdout).toContain('0 messages sent');
});

it('texts only the live destination, with --yes', async () => {
  const live = ['--mode', 'live', '--destination', '+12065550199', '--yes'];
  const { code, messages } = await inWorld(manifestOf(), async (sandbox) => ({
    ...(await run('verify', ...quick, ...live)),
    messages: sandbox.messages().filter(({ dryRun }) => !dryRun),
  }));
  expect(code).toBe(0);
  expect(messages.map(({ destination }) => destination)).toEqual(['+12065550199']);
});

it('fails if a required probe is not covered, and only then', async () => {
  const result = (name: string) => inWorld(manifestOf(), () => run('verify', ...quick, '--require', name));
  expect((await result('send')).code).toBe(0);
  const { code, stdout } = await result('outsider-same-account');
  expect(code).toBe(1);
  expect(stdout).toContain('principals include TenDlcOutsider');
});
