import { appendFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Journal,
  type ProbeResult,
  readJournal,
  runProbes,
  together,
  type VerifyReport,
} from '../../src/harness';
import { inWorld, managed, planOf, small } from './world';

const folder = mkdtempSync(join(tmpdir(), 'tendlc-journal-'));
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

/** A journal as a process leaves it that dies while a message is on its way. */
function cutOff(file: string): VerifyReport {
  const journal = new Journal(file, plan);
  journal.on({ kind: 'started', total: 1 });
  journal.on({ kind: 'sending', probe: send });
  appendFileSync(`${file}.partial`, '{"done":{"id":"dev/send/of');
  return readJournal(file)!;
}

it('knows of a message that was on its way, also where its last line was cut off', () => {
  const left = cutOff(newFile());
  expect(left).toMatchObject({ runId: plan.runId, manifestDigest: plan.manifestDigest, mode: 'simulator' });
  expect(left.probes).toMatchObject([
    { id: send.id, status: 'inconclusive', code: 'Started', messageId: '' },
  ]);
});

it('is gone when the report stands', () => {
  const file = newFile();
  cutOff(file);
  new Journal(file, plan).remove();
  expect(existsSync(`${file}.partial`)).toBe(false);
  expect(readJournal(file)).toBeUndefined();
});

/** Goes on from a report in which only the send of `alerts` stands, with this outcome. */
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
  ['was refused', { status: 'failed', code: 'AccessDeniedException' }],
  ['never left: no such host', { code: 'ENOTFOUND' }],
  ['never left: throttled', { code: 'ThrottlingException' }],
  ['never left: its session could not be opened', { code: 'InternalFailure' }],
  ['was not tried', { code: '', attempts: 0 }],
] as const)('sends what %s', async (_, outcome) => {
  const { report, numbers } = await resumeFrom({ maybeSent: undefined, ...outcome });
  expect(numbers.sort()).toEqual(['+12065550100', '+12065550101']);
  expect(resultOf(report, send.id).status).toBe('passed');
});

it('tries a refusal again that was wrongly allowed, though a message was sent by it', async () => {
  const id = 'dev/send-unlisted-number/made-up';
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
  const report = await inWorld(manifest, () => runProbes(plan, { ...quick, resume }));
  expect(resultOf(report, id)).toMatchObject({ status: 'passed', messageId: '' });
});

it('keeps what an earlier run sent, should the one that goes on be killed too, before it came to that', () => {
  const file = newFile();
  const left = cutOff(file);
  new Journal(file, plan, left).on({ kind: 'started', total: 1 });
  expect(readJournal(file)).toMatchObject({ startedAt: left.startedAt, probes: left.probes });
});

it('knows what two runs on one report have sent, wherever each left its own', () => {
  const left = cutOff(newFile());
  const passed = {
    ...left.probes[0]!,
    id: 'dev/send/offers',
    status: 'passed',
    maybeSent: undefined,
  } as const;
  const refused = { ...passed, id: 'dev/send/other', status: 'failed' } as const;
  const both = together(left, { ...left, probes: [passed, refused] });
  expect(both.probes.map(({ id }) => id)).toEqual([send.id, 'dev/send/offers']);
  expect(together({ ...left, probes: [passed] }, { ...left, probes: [refused] }).probes).toEqual([passed]);
});
