import { confirmDelivery, hasPassed, type ProbePlan, runProbes, type VerifyReport } from '../../src/harness';
import { smsRegion } from '../../src/sandbox/world/world';
import { inWorld, managed, manifestOf, planOf } from './world';

const manifest = manifestOf(`version: 1
main:
  name: production
  accountId: "111122223333"
  region: us-east-1
  numbers:
    alerts: { phoneNumber: "+12065550100", phoneNumberId: phone-0123456789abcdef0123456789abcdef }
  configurationSets: { tendlc: {} }
secondaries:
  dev: { accountId: "222233334444", numbers: [alerts], configurationSets: [tendlc], principals: [role/app], externalId: dev-1 }
  ops: { accountId: "333344445555", numbers: [alerts], principals: [role/ops], externalId: ops-1 }
${managed}`);

const options = { timeout: 600, interval: 50, mainProfile: 'tendlc-sandbox-main' };
const deliveries = ({ probes }: VerifyReport) => probes.filter(({ probe }) => probe === 'delivery');
const gaps = ({ notCovered }: VerifyReport) => notCovered.filter(({ probe }) => probe === 'delivery');

/** Sends, then looks for the events. */
async function confirmed(
  plan: ProbePlan,
  prepare: Parameters<typeof inWorld>[1] = async () => {},
  more = options,
) {
  return inWorld(manifest, async (sandbox) => {
    await prepare(sandbox);
    const report = await runProbes(plan, { propagationTimeout: 0 });
    return confirmDelivery(plan, report, more);
  });
}

it('finds the last event of a message that was sent with a configuration set', async () => {
  const report = await confirmed(planOf(manifest));
  expect(deliveries(report)).toMatchObject([
    { account: 'dev', status: 'passed', code: 'DELIVERED', proves: 'delivery' },
  ]);
  expect(gaps(report)).toMatchObject([
    { account: 'ops', why: expect.stringMatching(/unconfirmed: .* without a configuration set/) },
  ]);
  expect(hasPassed(report)).toBe(true);
  // The event is not a second message.
  expect(report.summary.sent).toBe(2);
});

it('fails if AWS accepted a message and did not deliver it', async () => {
  const report = await confirmed(planOf(manifest, { destination: '+14254147167' }));
  expect(deliveries(report)).toMatchObject([
    { status: 'failed', code: 'BLOCKED', cause: expect.stringMatching(/did not deliver/) },
  ]);
  expect(hasPassed(report)).toBe(false);
});

it.each([
  [
    'the events have no destination in CloudWatch Logs',
    async (sandbox: Parameters<Parameters<typeof inWorld>[1]>[0]) => {
      const { configurationSets } = smsRegion(sandbox.world.accounts.get('111122223333')!, 'us-east-1');
      Object.defineProperty(configurationSets.get('tendlc')!, 'logGroup', { get: () => undefined });
    },
    options,
    /no event destination in CloudWatch Logs/,
  ],
  [
    'the credentials may not read them',
    async () => {},
    { ...options, mainProfile: 'tendlc-sandbox-outsider' },
    /could not be read with credentials of the main account: AccessDenied/,
  ],
])('lists the delivery as unconfirmed if %s', async (_, prepare, more, why) => {
  const report = await confirmed(planOf(manifest, { only: ['dev'] }), prepare, more);
  expect(deliveries(report)).toEqual([]);
  expect(gaps(report)).toMatchObject([{ why: expect.stringMatching(why) }]);
  expect(gaps(report)[0]!.why).toMatch(/^accepted, delivery unconfirmed/);
});
