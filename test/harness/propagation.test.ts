import { setTimeout as sleep } from 'node:timers/promises';
import {
  DeleteRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { fromIni } from '@aws-sdk/credential-providers';
import { delegate } from '../../src/delegation';
import { hasPassed, runProbes, type VerifyReport } from '../../src/harness';
import type { Sandbox } from '../../src/sandbox';
import { inWorld, managed, planOf, small } from './world';

/**
 * IAM's own API changes the policies, as Terraform does, and the change takes effect late. The run must wait for it,
 * and must not take the earlier state for the later one.
 */
const manifest = small(
  '  dev: { accountId: "222233334444", numbers: [alerts], principals: [role/app], externalId: dev-1 }',
  managed,
);
const role = delegate(manifest).senderRoles[0]!;
const delay = 4_000;
const retry = { retryDelay: 200, propagationTimeout: 20_000 };

const iam = () =>
  new IAMClient({ region: 'us-east-1', credentials: fromIni({ profile: 'tendlc-sandbox-main' }) });
const asWritten = { RoleName: role.name, PolicyName: 'Send', PolicyDocument: role.sendPolicy.document };
const widened = (() => {
  const document = JSON.parse(role.trustPolicy);
  delete document.Statement[0].Condition.ArnLike;
  return JSON.stringify(document);
})();

/** Changes IAM so that `before` is in effect during the delay, and then `after`. */
async function late(
  sandbox: Sandbox,
  before: (client: IAMClient) => Promise<unknown>,
  after: (client: IAMClient) => Promise<unknown>,
): Promise<void> {
  await before(iam());
  // A change takes effect after the delay: the earlier state must be older than that.
  await sleep(delay + 100);
  sandbox.world.propagationDelay = delay;
  await after(iam());
}

const seen = ({ observations }: VerifyReport) => observations.map(({ what, result }) => `${what}: ${result}`);

it('waits while IAM still denies what was just allowed, and says for how long', async () => {
  const report = await inWorld(manifest, async (sandbox) => {
    await late(
      sandbox,
      (client) => client.send(new DeleteRolePolicyCommand({ RoleName: role.name, PolicyName: 'Send' })),
      (client) => client.send(new PutRolePolicyCommand(asWritten)),
    );
    return runProbes(planOf(manifest), retry);
  });
  expect(hasPassed(report)).toBe(true);
  expect(report.probes.find(({ probe }) => probe === 'send')!.attempts).toBeGreaterThan(1);
  expect(seen(report)).toContainEqual(expect.stringMatching(/^send alerts: allowed after [\d.]+ s/));
});

it('waits while IAM still allows what was just denied, and says for how long', async () => {
  const update = (PolicyDocument: string) =>
    new UpdateAssumeRolePolicyCommand({ RoleName: role.name, PolicyDocument });
  const report = await inWorld(manifest, async (sandbox) => {
    await late(
      sandbox,
      (client) => client.send(update(widened)),
      (client) => client.send(update(role.trustPolicy)),
    );
    return runProbes(planOf(manifest), retry);
  });
  expect(hasPassed(report)).toBe(true);
  expect(seen(report)).toContainEqual(
    expect.stringMatching(/^outsider-same-account: still allowed for [\d.]+ s/),
  );
});

it('waits for a late grant of an earlier call, before what must be denied', async () => {
  const { outsider, accountId } = delegate(manifest).secondaries[0]!;
  const client = () =>
    new IAMClient({ region: 'us-east-1', credentials: fromIni({ profile: 'tendlc-sandbox-secondary-dev' }) });
  const update = (PolicyDocument: string) =>
    client().send(new UpdateAssumeRolePolicyCommand({ RoleName: outsider!.name, PolicyDocument }));
  const noTrust = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${accountId}:root` }, Action: 'sts:AssumeRole' },
    ],
  });
  const report = await inWorld(manifest, async (sandbox) => {
    await late(
      sandbox,
      () => update(noTrust),
      () => update(outsider!.trustPolicy),
    );
    return runProbes(planOf(manifest), retry);
  });
  expect(report.probes.find(({ probe }) => probe === 'outsider-same-account')).toMatchObject({
    status: 'passed',
    code: 'AccessDenied',
  });
  expect(hasPassed(report)).toBe(true);
});

it('confirms every denial twice while IAM may lag', async () => {
  const report = await inWorld(manifest, () => runProbes(planOf(manifest), retry));
  const denied = report.probes.filter(({ expected }) => expected === 'denied');
  expect(denied.map(({ attempts }) => attempts)).toEqual(denied.map(() => 2));
});

it.each([
  [
    'a grant that never comes',
    (client: IAMClient) =>
      client.send(new DeleteRolePolicyCommand({ RoleName: role.name, PolicyName: 'Send' })),
    'send',
  ],
  [
    'a call that stays allowed',
    (client: IAMClient) =>
      client.send(new UpdateAssumeRolePolicyCommand({ RoleName: role.name, PolicyDocument: widened })),
    'outsider-same-account',
  ],
])('fails on %s after the timeout', async (_, change, probe) => {
  const report = await inWorld(manifest, async () => {
    await change(iam());
    return runProbes(planOf(manifest), { retryDelay: 100, propagationTimeout: 4_000 });
  });
  expect(report.probes.find((one) => one.probe === probe)).toMatchObject({ status: 'failed' });
  expect(report.probes.find((one) => one.probe === probe)!.attempts).toBeGreaterThan(2);
});
