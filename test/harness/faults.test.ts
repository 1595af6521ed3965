import { hasPassed, runProbes, type VerifyReport } from '../../src/harness';
import type { Sandbox } from '../../src/sandbox';
import { smsRegion } from '../../src/sandbox/world/world';
import { inWorld, managed, planOf, small } from './world';

const manifest = small(
  `  dev: { accountId: "222233334444", numbers: [alerts], principals: [role/app], externalId: dev-1 }
  ops: { accountId: "333344445555", numbers: [alerts, offers], principals: [role/ops], externalId: ops-1 }`,
  managed,
);
const quick = { propagationTimeout: 0, retryDelay: 10 };
const notPassed = ({ probes }: VerifyReport) => probes.filter(({ status }) => status !== 'passed');
const sms = ({ world }: Sandbox) => smsRegion(world.accounts.get('111122223333')!, 'us-east-1');
const alerts = (sandbox: Sandbox) => sms(sandbox).numbers.get('phone-0123456789abcdef0123456789abcdef')!;

it.each([1, 2, 7])('retries faults of AWS and sends nothing twice (seed %i)', async (seed) => {
  const [report, messages] = await inWorld(
    manifest,
    async (sandbox) => [await runProbes(planOf(manifest), quick), sandbox.messages()] as const,
    { faults: { errorRate: 0.1, latency: 5, seed } },
  );
  const sent = messages.flatMap(({ dryRun, role, originationArn }) =>
    dryRun ? [] : [`${role} ${originationArn}`],
  );
  expect(new Set(sent).size).toBe(sent.length);
  expect(sent).toHaveLength(report.summary.sent);
  // A send that met a fault is not repeated; everything else is, until it works.
  const left = notPassed(report).filter(({ attempts }) => attempts > 0);
  expect(left.filter(({ maybeSent }) => maybeSent !== true)).toEqual([]);
});

it('reports as inconclusive, neither passed nor failed, what AWS never evaluated', async () => {
  const report = await inWorld(manifest, () => runProbes(planOf(manifest), quick), {
    faults: { errorRate: 1 },
  });
  expect(report.summary.passed).toBe(0);
  expect(new Set(report.probes.map(({ status }) => status))).toEqual(new Set(['inconclusive']));
  expect(report.probes[0]).toMatchObject({
    code: 'InternalFailure',
    cause: expect.stringMatching(/fault of its own/),
  });
}, 120_000);

it('stops when AWS throttles it three times in a row, and says that production may be affected', async () => {
  const report = await inWorld(
    manifest,
    async (sandbox) => {
      alerts(sandbox).rate = 0;
      return runProbes(planOf(manifest), { ...quick, concurrency: 1 });
    },
    { sms: { rates: 'aws' } },
  );
  expect(hasPassed(report)).toBe(false);
  const stopped =
    /^not tried: the run stopped: AWS throttled it three times in a row, which may also affect production$/;
  expect(report.probes.filter(({ cause }) => stopped.test(cause)).length).toBeGreaterThan(5);
  expect(report.summary.throttled).toBeGreaterThanOrEqual(3);
});

it('ends an interrupted run with a report of every probe', async () => {
  const controller = new AbortController();
  const plan = planOf(manifest);
  const report = await inWorld(manifest, () =>
    runProbes(plan, { ...quick, concurrency: 1, signal: controller.signal }, (event) => {
      if (event.kind === 'done' && event.result.probe === 'send') controller.abort();
    }),
  );
  expect(report.probes).toHaveLength(plan.accounts.flatMap(({ probes }) => probes).length);
  expect(report.summary.sent).toBe(1);
  expect(hasPassed(report)).toBe(false);
  expect(notPassed(report).every(({ cause }) => cause === 'not tried: the run was interrupted')).toBe(true);
});

describe('names the cause of what AWS answers', () => {
  const cases: [string, (sandbox: Sandbox) => void, string, string, RegExp][] = [
    [
      'a pending number',
      (sandbox) => Object.assign(alerts(sandbox), { status: 'PENDING' }),
      'ConflictException',
      'RESOURCE_NOT_ACTIVE',
      /not ACTIVE/,
    ],
    [
      'a number of the other type',
      (sandbox) => Object.assign(alerts(sandbox), { messageType: 'PROMOTIONAL' }),
      'ConflictException',
      'MESSAGE_TYPE_MISMATCH',
      /not that of the manifest/,
    ],
    [
      'a number without SMS',
      (sandbox) => Object.assign(alerts(sandbox), { capabilities: ['VOICE'] }),
      'ConflictException',
      'NUMBER_CAPABILITIES_MISMATCH',
      /no SMS capability/,
    ],
    [
      'a number that is gone',
      (sandbox) => sms(sandbox).numbers.delete(alerts(sandbox).id),
      'ResourceNotFoundException',
      '',
      /does not find phone-number/,
    ],
    [
      'the SMS sandbox',
      (sandbox) => {
        sms(sandbox).tier = 'SANDBOX';
      },
      'ConflictException',
      'DESTINATION_PHONE_NUMBER_NOT_VERIFIED',
      /SMS sandbox/,
    ],
    [
      'the spend limit',
      (sandbox) => {
        sms(sandbox).spendLimit = 0;
      },
      'ServiceQuotaExceededException',
      'MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT',
      /monthly spend limit/,
    ],
    [
      'an opted-out destination',
      (sandbox) => {
        sms(sandbox).optOutLists.set(alerts(sandbox).optOutList, new Set(['+14254147755', '+12065550199']));
      },
      'ConflictException',
      'DESTINATION_PHONE_NUMBER_OPTED_OUT',
      /opted out/,
    ],
    [
      'a disabled account',
      (sandbox) => {
        sms(sandbox).accountStatus = 'ACCOUNT_DISABLED';
      },
      'AccessDeniedException',
      'ACCOUNT_DISABLED',
      /disabled sending/,
    ],
    [
      'a bad reputation',
      (sandbox) => {
        sms(sandbox).accountStatus = 'INSUFFICIENT_ACCOUNT_REPUTATION';
      },
      'AccessDeniedException',
      'INSUFFICIENT_ACCOUNT_REPUTATION',
      /reputation/,
    ],
  ];

  it.each(cases)('%s', async (_, prepare, code, reason, cause) => {
    const report = await inWorld(manifest, (sandbox) => {
      prepare(sandbox);
      return runProbes(planOf(manifest, { mode: 'live', destination: '+12065550199', only: ['dev'] }), quick);
    });
    const send = report.probes.find(({ id }) => id === 'dev/send/alerts')!;
    expect(send).toMatchObject({ status: 'failed', code, reason, cause: expect.stringMatching(cause) });
    expect(send.fix).toMatch(/to confirm: /);
    expect(hasPassed(report)).toBe(false);
  });
});
