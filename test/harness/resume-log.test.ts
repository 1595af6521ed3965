import { appendFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  mergeSent,
  type ProbeResult,
  ResumeLog,
  readResumeLog,
  runProbes,
  type VerifyReport,
} from '../../src/harness';
import { inWorld, managed, planOf, small } from './world';

const folder = mkdtempSync(join(tmpdir(), 'tendlc-resume-log-'));
afterAll(() => rmSync(folder, { recursive: true }));

const manifest = small(
  '  dev: { accountId: "222233334444", numbers: [alerts, offers], principals: [role/app], externalId: dev-1 }',
  managed,
);
const plan = planOf(manifest);
const send = plan.accounts[0]!.probes.find(({ id }) => id === 'dev/send/alerts')!;
const quick = { propagationTimeout: 0 };
const resultOf = ({ probes }: VerifyReport, id: string) => probes.find((one) => one.id === id)!;
let files = 0;
const newFile = () => join(folder, `report-${++files}.json`);

/** A log as a process leaves it that is killed while it sends a message. */
function cutOff(file: string): VerifyReport {
  const log = new ResumeLog(file, plan);
  log.on({ kind: 'started', total: 1 });
  log.on({ kind: 'sending', probe: send });
  appendFileSync(`${file}.partial`, '{"done":{"id":"dev/send/of');
  return readResumeLog(file)!;
}

it('knows of a message that was being sent, also if its last line was cut off', () => {
  const left = cutOff(newFile());
  expect(left).toMatchObject({ runId: plan.runId, manifestDigest: plan.manifestDigest, mode: 'simulator' });
  expect(left.probes).toMatchObject([
    { id: send.id, status: 'inconclusive', code: 'Started', messageId: '' },
  ]);
});

it('is removed when the report is written', () => {
  const file = newFile();
  cutOff(file);
  new ResumeLog(file, plan).remove();
  expect(existsSync(`${file}.partial`)).toBe(false);
  expect(readResumeLog(file)).toBeUndefined();
});

/** Resumes from a report with only the send of `alerts`, with this outcome. */
async function resumeFrom(outcome: Partial<ProbeResult>) {
  const left = cutOff(newFile());
  const resume = { ...left, probes: [{ ...left.probes[0]!, ...outcome }] };
  return inWorld(manifest, async (sandbox) => {
    const report = await runProbes(plan, { ...quick, resume });
    const numbers = sandbox
      .messages()
      .flatMap(({ dryRun, originationNumber }) => (dryRun ? [] : [originationNumber]));
    return { report, numbers };
  });
}

it.each([
  ['was sent', { status: 'passed', messageId: 'm-1', code: '' }, 'passed'],
  ['may have been sent', {}, 'inconclusive'],
  ['may have been sent: no answer came', { code: 'TimeoutError' }, 'inconclusive'],
  ['may have been sent: the connection broke', { code: 'ECONNRESET' }, 'inconclusive'],
  ['may have been sent: AWS had a fault', { code: 'InternalServerException' }, 'inconclusive'],
] as const)('does not send again what %s', async (_, outcome, status) => {
  const { report, numbers } = await resumeFrom(outcome);
  expect(numbers).toEqual(['+12065550101']);
  expect(resultOf(report, send.id)).toMatchObject({ status, ...outcome });
});

it.each([
  ['was denied', { status: 'failed', code: 'AccessDeniedException' }],
  ['never left: no such host', { code: 'ENOTFOUND' }],
  ['never left: throttled', { code: 'ThrottlingException' }],
  ['never left: its session could not be opened', { code: 'InternalFailure' }],
  ['was not tried', { code: '', attempts: 0 }],
] as const)('sends what %s', async (_, outcome) => {
  const { report, numbers } = await resumeFrom({ maybeSent: undefined, ...outcome });
  expect(numbers.sort()).toEqual(['+12065550100', '+12065550101']);
  expect(resultOf(report, send.id).status).toBe('passed');
});

it('tries a denial again that was wrongly allowed, although it sent a message', async () => {
  const id = 'dev/send-unlisted-number/offers';
  const resume = cutOff(newFile());
  resume.probes = [
    {
      ...resume.probes[0]!,
      id,
      probe: 'send-unlisted-number',
      expected: 'denied',
      status: 'failed',
      code: '',
      messageId: 'm-2',
    },
  ];
  const one = small(
    '  dev: { accountId: "222233334444", numbers: [alerts], principals: [role/app], externalId: dev-1 }',
    managed,
  );
  const report = await inWorld(one, () => runProbes(planOf(one), { ...quick, resume }));
  expect(resultOf(report, id)).toMatchObject({ status: 'passed', messageId: '' });
});

it('keeps what an earlier run sent, if the run that resumes it is killed too', () => {
  const file = newFile();
  const left = cutOff(file);
  new ResumeLog(file, plan, left).on({ kind: 'started', total: 1 });
  expect(readResumeLog(file)).toMatchObject({ startedAt: left.startedAt, probes: left.probes });
});

it('merges what two runs on one report have sent', () => {
  const left = cutOff(newFile());
  const passed = {
    ...left.probes[0]!,
    id: 'dev/send/offers',
    status: 'passed',
    maybeSent: undefined,
  } as const;
  const denied = { ...passed, id: 'dev/send/other', status: 'failed' } as const;
  const both = mergeSent(left, { ...left, probes: [passed, denied] });
  expect(both.probes.map(({ id }) => id)).toEqual([send.id, 'dev/send/offers']);
  expect(mergeSent({ ...left, probes: [passed] }, { ...left, probes: [denied] }).probes).toEqual([passed]);
});
