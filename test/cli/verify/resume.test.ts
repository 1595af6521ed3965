import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { VerifyReport } from '../../../src/harness';
import type { Sandbox } from '../../../src/sandbox';
import { inWorld, manifestOf } from '../../harness/world';
import { start } from './command';

const folder = mkdtempSync(join(tmpdir(), 'tendlc-resume-'));
afterAll(() => rmSync(folder, { recursive: true }));

const quick = ['--concurrency', '1', '--propagation-timeout', '0', '--format', 'json'];
/** Real messages, by role, number and API. */
const sentBy = (sandbox: Sandbox) =>
  sandbox
    .messages()
    .filter(({ dryRun }) => !dryRun)
    .map(({ role, originationArn, api }) => `${role} ${originationArn} ${api}`);
const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as VerifyReport;
const twice = (all: string[]) => all.filter((one, at) => all.indexOf(one) !== at);

/** Starts a run against a slow sandbox, ends it after some messages, and resumes from what it left. */
async function cutAndResume(signal: NodeJS.Signals, messages: number, name: string) {
  const file = join(folder, name);
  return inWorld(
    manifestOf(),
    async (sandbox) => {
      const first = start('verify', ...quick, '--output', file);
      while (sentBy(sandbox).length < messages && !first.hasEnded()) await sleep(5);
      first.kill(signal);
      const code = await first.ended;
      const between = sentBy(sandbox).length;
      const left = {
        report: existsSync(file) && readFileSync(file, 'utf8') !== '',
        journal: existsSync(`${file}.partial`),
      };
      const cut = left.report ? read(file) : undefined;
      const second = start('verify', ...quick, '--output', file, '--resume', file);
      const resumed = await second.ended;
      return {
        code,
        between,
        left,
        cut,
        resumed,
        report: read(file),
        sent: sentBy(sandbox),
        stderr: second.stderr(),
      };
    },
    { faults: { latency: 40 } },
  );
}

it('a killed run continues and sends nothing twice', async () => {
  const { code, between, left, report, sent, resumed } = await cutAndResume('SIGKILL', 3, 'killed.json');
  expect(code).toBeNull();
  expect(left).toEqual({ report: false, journal: true });
  expect(between).toBeLessThan(6);
  expect(twice(sent)).toEqual([]);
  // AWS may have accepted the message that was being sent: that is unknown, and the report says so.
  const unknown = report.probes.filter(({ status }) => status !== 'passed');
  expect(unknown.filter(({ code, cause }) => code !== 'Started' && !/has not passed$/.test(cause))).toEqual(
    [],
  );
  expect(resumed).toBe(unknown.length > 0 ? 1 : 0);
  expect(existsSync(join(folder, 'killed.json.partial'))).toBe(false);
}, 120_000);

it('an interrupted run ends with a report, and a resumed one passes', async () => {
  const { code, cut, report, sent, resumed, stderr } = await cutAndResume('SIGINT', 2, 'interrupted.json');
  expect(code).toBe(1);
  expect(cut!.probes.some(({ cause }) => cause === 'not tried: the run was interrupted')).toBe(true);
  const ids = (one: VerifyReport) => one.probes.map(({ id }) => id);
  expect(ids(cut!)).toEqual(expect.arrayContaining(ids(report)));
  expect(stderr).not.toMatch(/internal error/);
  expect(report.probes.filter(({ status }) => status !== 'passed')).toEqual([]);
  expect(resumed).toBe(0);
  expect(twice(sent)).toEqual([]);
  expect(sent).toHaveLength(6);
  expect(report.runId).toBe(cut!.runId);
}, 120_000);
