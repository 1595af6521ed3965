import type { Clients } from '../../src/harness/aws/clients';
import { Identities } from '../../src/harness/aws/identities';
import { AccountSession } from '../../src/harness/run/account-session';
import { sessionName } from '../../src/harness/run/session-name';
import { manifestOf, planOf } from './world';

const minutes = 60_000;

interface Called {
  operation: string;
  input: Record<string, unknown>;
}

/** A fake of AWS: every AssumeRole succeeds, and its sessions last as long as the test says. */
function aws(lasting: number, denies: (called: Called) => boolean = () => false) {
  const calls: Called[] = [];
  let sessions = 0;
  const answers: Record<string, () => object> = {
    AssumeRole: () => ({
      AssumedRoleUser: { Arn: `arn:aws:sts::1:assumed-role/r/${++sessions}` },
      Credentials: {
        AccessKeyId: `key-${sessions}`,
        SecretAccessKey: 's',
        SessionToken: 't',
        Expiration: new Date(Date.now() + lasting),
      },
    }),
    GetCallerIdentity: () => ({ Account: '222233334444', Arn: 'arn:aws:sts::222233334444:assumed-role/r/s' }),
    SendTextMessage: () => ({ MessageId: `m-${calls.length}` }),
  };
  const send = async (command: { constructor: { name: string }; input: Record<string, unknown> }) => {
    const called = { operation: command.constructor.name.replace('Command', ''), input: command.input };
    calls.push(called);
    if (denies(called))
      throw Object.assign(new Error('no'), {
        name: 'AccessDeniedException',
        $metadata: { httpStatusCode: 400 },
      });
    return { $metadata: {}, ...answers[called.operation]?.() };
  };
  const clients = { get: () => ({ send }) } as unknown as Clients;
  return {
    clients,
    calls,
    count: (operation: string) => calls.filter((one) => one.operation === operation).length,
  };
}

const plan = planOf(manifestOf(), { only: ['development'] });
const account = plan.accounts[0]!;
const probeOf = (name: string) => account.probes.find(({ probe }) => probe === name)!;
const callerOn = ({ clients }: ReturnType<typeof aws>, of = account) =>
  new AccountSession(
    of,
    clients,
    new Identities(clients, 'us-east-1', (label) => sessionName(label, 'run')),
    'us-east-1',
    'name',
  );

/** The verifier's own session is one AssumeRole more. */
const verifier = 1;

describe('the session that sends', () => {
  it('is kept from call to call', async () => {
    const world = aws(60 * minutes);
    const caller = callerOn(world);
    await caller.probe(probeOf('assume'), false);
    for (const _ of [1, 2, 3]) await caller.probe(probeOf('send'), false);
    expect(world.count('AssumeRole')).toBe(verifier + 1);
  });

  it('is renewed when less than five minutes are left of it', async () => {
    const world = aws(4 * minutes);
    const caller = callerOn(world);
    await caller.probe(probeOf('send'), false);
    const before = world.count('AssumeRole');
    await caller.probe(probeOf('send'), false);
    expect(world.count('AssumeRole')).toBeGreaterThan(before);
  });

  it('is a new one for every retry', async () => {
    const world = aws(60 * minutes);
    const caller = callerOn(world);
    await caller.probe(probeOf('send'), false);
    await caller.probe(probeOf('send'), true);
    expect(world.count('AssumeRole')).toBe(verifier + 2);
  });

  it('lasts an hour at most, which is what role chaining allows', async () => {
    const world = aws(60 * minutes);
    await callerOn(world).probe(probeOf('assume'), false);
    expect(
      world.calls
        .filter(({ operation }) => operation === 'AssumeRole')
        .map(({ input }) => input.DurationSeconds),
    ).toEqual([3600, 3600]);
  });
});

describe('what must be denied to a session', () => {
  const isDryRun = ({ operation, input }: Called) => operation === 'SendTextMessage' && input.DryRun === true;

  it('is tried at once with a session that has just sent', async () => {
    const world = aws(60 * minutes);
    const caller = callerOn(world);
    await caller.probe(probeOf('send'), false);
    await caller.probe(probeOf('other-action'), false);
    expect(world.calls.some(isDryRun)).toBe(false);
  });

  it.each([
    ['with a new session', true],
    ['with one that has sent nothing yet', false],
  ])('is tried %s after a dry run that succeeds', async (_, fresh) => {
    const world = aws(60 * minutes);
    const caller = callerOn(world);
    await caller.probe(probeOf(fresh ? 'send' : 'assume'), false);
    await caller.probe(probeOf('other-action'), fresh);
    expect(world.calls.slice(-2).map(({ operation }) => operation)).toEqual([
      'SendTextMessage',
      'DescribeSpendLimits',
    ]);
    expect(world.calls.filter(isDryRun)).toHaveLength(1);
  });

  it('is tried again with the same session if there is no dry run (Pinpoint alone)', async () => {
    const world = aws(60 * minutes);
    const caller = callerOn(world, { ...account, reference: undefined });
    await caller.probe(probeOf('send'), false);
    const sessions = world.count('AssumeRole');
    await caller.probe(probeOf('other-action'), true);
    expect(world.count('AssumeRole')).toBe(sessions);
    expect(world.count('DescribeSpendLimits')).toBe(1);
  });

  it('is not tried if the dry run fails: the answer would prove nothing', async () => {
    const world = aws(60 * minutes, isDryRun);
    const outcome = await callerOn(world).probe(probeOf('other-action'), false);
    expect(outcome).toMatchObject({ ok: false, error: { at: 'reference' } });
    expect(world.count('DescribeSpendLimits')).toBe(0);
  });
});

describe('an identity', () => {
  const identity = {
    label: 'TenDlcVerifier',
    accountId: '222233334444',
    roleArn: 'arn:aws:iam::222233334444:role/v',
  };
  const identitiesOn = ({ clients }: ReturnType<typeof aws>) =>
    new Identities(clients, 'us-east-1', (label) => sessionName(label, 'run'));

  it('opens one session, and another before it expires', async () => {
    for (const [lasting, times] of [
      [60, 1],
      [4, 2],
    ] as const) {
      const world = aws(lasting * minutes);
      const identities = identitiesOn(world);
      await identities.become(identity);
      await identities.become(identity);
      expect(world.count('AssumeRole')).toBe(times);
    }
  });

  it('is an error if GetCallerIdentity names another account', async () => {
    const become = identitiesOn(aws(60 * minutes)).become({ ...identity, accountId: '333344445555' });
    await expect(become).rejects.toMatchObject({
      name: 'WrongAccount',
      message: expect.stringMatching(/222233334444.*333344445555/),
    });
  });

  it('is tried again after it failed', async () => {
    let denies = true;
    const world = aws(60 * minutes, () => denies);
    const identities = identitiesOn(world);
    await expect(identities.become(identity)).rejects.toThrow();
    denies = false;
    await expect(identities.become(identity)).resolves.toMatchObject({ arn: expect.any(String) });
  });
});

it.each([
  ['development', 'tendlc-verify-development-0a1b2c3d'],
  ['profile with spaces', 'tendlc-verify-profile-with-spaces-0a1b2c3d'],
  ['x'.repeat(80), `tendlc-verify-${'x'.repeat(41)}-0a1b2c3d`],
])('session name of %s', (who, name) => {
  expect(sessionName(who, '0a1b2c3d')).toBe(name);
  expect(name.length).toBeLessThanOrEqual(64);
});
