import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { type Documents, OUTSIDER, SENDER, VERIFIER } from './support/documents';
import {
  assume,
  config,
  type Keys,
  profile,
  refusal,
  sender,
  startTest,
  type TestSandbox,
  verifier,
} from './support/sandbox';

const started: TestSandbox[] = [];
const start = async (change?: (documents: Documents) => void) => {
  const sandbox = await startTest({ change });
  started.push(sandbox);
  return sandbox;
};
afterAll(() => Promise.all(started.map((sandbox) => sandbox.close())));

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await start();
});

const denied = `User: arn:aws:sts::222233334444:assumed-role/TenDlcVerifier/test is not authorized to perform: sts:AssumeRole on resource: ${SENDER}`;

it('opens a session that both policies allow, and identifies it', async () => {
  const keys = await sender(sandbox);
  const me = await new STSClient(config(sandbox, keys)).send(new GetCallerIdentityCommand({}));
  expect(me).toMatchObject({
    Account: '111122223333',
    Arn: 'arn:aws:sts::111122223333:assumed-role/TenDlcSender-development/test',
    UserId: expect.stringMatching(/^AROA[A-Z0-9]{17}:test$/),
  });
});

it.each<[string, () => Promise<Keys>, object]>([
  ['no external ID', () => verifier(sandbox), {}],
  ['a wrong external ID', () => verifier(sandbox), { ExternalId: 'other' }],
  [
    'the outsider, whose own policy allows it',
    () => assume(sandbox, profile(sandbox, 'default'), OUTSIDER),
    { ExternalId: 'dev-10dlc' },
  ],
  [
    'an account outside the manifest',
    async () => profile(sandbox, 'tendlc-sandbox-outsider'),
    { ExternalId: 'dev-10dlc' },
  ],
  [
    'the administrator of the account, who is not a listed principal',
    async () => profile(sandbox, 'tendlc-sandbox-secondary-development'),
    { ExternalId: 'dev-10dlc' },
  ],
  ['the pipeline', async () => profile(sandbox, 'default'), { ExternalId: 'dev-10dlc' }],
])('denies %s with the same message', async (_, who, input) => {
  const by = await who();
  const count = sandbox.denials().length;
  const { code, status, message } = await refusal(assume(sandbox, by, SENDER, input));
  expect({ code, status }).toEqual({ code: 'AccessDenied', status: 403 });
  expect(message).toMatch(
    /^User: arn:aws:\S+ is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role\/tendlc\/TenDlcSender-development$/,
  );
  expect(sandbox.denials()).toHaveLength(count + 1);
});

it('does not reveal whether a role exists', async () => {
  const { code, message } = await refusal(
    assume(sandbox, await verifier(sandbox), SENDER.replace('development', 'unlisted')),
  );
  expect(code).toBe('AccessDenied');
  expect(message).toBe(denied.replace('development', 'unlisted'));
});

it('records which statement decided', async () => {
  await refusal(assume(sandbox, await verifier(sandbox), SENDER));
  expect(sandbox.denials().at(-1)).toMatchObject({
    action: 'sts:AssumeRole',
    caller: 'arn:aws:sts::222233334444:assumed-role/TenDlcVerifier/test',
    reason: 'resource policy: noAllow',
    trace: expect.arrayContaining([
      expect.objectContaining({ statement: 'Senders', because: expect.stringContaining('sts:ExternalId') }),
    ]),
  });
});

/** Each sabotage of the documents opens, or closes, exactly what it should. */
it.each<[string, (documents: Documents) => void, object, string]>([
  [
    'no policy on the caller’s side',
    ({ assume: own }) => {
      own.Statement.length = 0;
    },
    { ExternalId: 'dev-10dlc' },
    'AccessDenied',
  ],
  [
    'another account in the trust',
    ({ trust }) => {
      patch(trust, { Principal: { AWS: 'arn:aws:iam::999900001111:root' } });
    },
    { ExternalId: 'dev-10dlc' },
    'AccessDenied',
  ],
  [
    'an explicit deny in the trust',
    ({ trust }) => {
      trust.Statement.push({ Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole' });
    },
    { ExternalId: 'dev-10dlc' },
    'AccessDenied',
  ],
  [
    'a condition that is not understood',
    ({ trust }) => {
      patch(trust, { Condition: { Odd: { 'sts:ExternalId': 'dev-10dlc' } } });
    },
    { ExternalId: 'dev-10dlc' },
    'AccessDenied',
  ],
  [
    'no conditions',
    ({ trust }) => {
      patch(trust, { Condition: {} });
    },
    {},
    'none',
  ],
])('%s', async (_, change, input, code) => {
  const other = await start(change);
  expect(await refusal(assume(other, await verifier(other), SENDER, input))).toMatchObject({ code });
});

function patch({ Statement }: { Statement: object[] }, change: object): void {
  Object.assign(Statement[0]!, change);
}

it.each<[string, object, RegExp]>([
  [
    'no session name',
    { RoleSessionName: undefined },
    /'roleSessionName' failed to satisfy constraint: Member must not be null/,
  ],
  ['a short session name', { RoleSessionName: 'x' }, /greater than or equal to 2/],
  [
    'a session name with a blank',
    { RoleSessionName: 'a b' },
    /regular expression pattern: \[\\w\+=,\.@-\]\*/,
  ],
  ['a short role ARN', { RoleArn: 'arn:aws:iam' }, /'roleArn'.*greater than or equal to 20/],
  ["an ARN that is not a role's", { RoleArn: 'arn:aws:s3:::bucket/key' }, /is invalid/],
  ['too short a session', { DurationSeconds: 899 }, /'durationSeconds'.*greater than or equal to 900/],
  [
    'a session over an hour, chained',
    { DurationSeconds: 3601, ExternalId: 'dev-10dlc' },
    /1 hour session limit for roles assumed by role chaining/,
  ],
])('refuses %s', async (_, input, message) => {
  const error = await refusal(assume(sandbox, await verifier(sandbox), SENDER, input));
  expect(error).toMatchObject({
    code: 'ValidationError',
    status: 400,
    message: expect.stringMatching(message),
  });
});

it("limits a user's session to the role's maximum", async () => {
  const role = sandbox.world.accounts.get('111122223333')!.roles.get('tendlcsender-development')!;
  expect(role.maxSessionDuration).toBe(3600);
  const other = await start(({ trust }) => patch(trust, { Principal: { AWS: '*' }, Condition: {} }));
  const admin = profile(other, 'tendlc-sandbox-main');
  expect(await refusal(assume(other, admin, SENDER, { DurationSeconds: 7200 }))).toMatchObject({
    code: 'ValidationError',
    message: 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
  });
});

describe('what a session carries', () => {
  const tags = { Tags: [{ Key: 'team', Value: 'crm' }], ExternalId: 'dev-10dlc' };

  it('needs sts:TagSession in both policies', async () => {
    const error = await refusal(assume(sandbox, await verifier(sandbox), SENDER, tags));
    expect(error).toMatchObject({ code: 'AccessDenied', message: expect.stringContaining('sts:TagSession') });
    const open = await start(({ trust, assume: own }) => {
      trust.Statement.push({
        Effect: 'Allow',
        Principal: { AWS: '222233334444' },
        Action: ['sts:TagSession', 'sts:SetSourceIdentity'],
      });
      patch(own, { Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'] });
    });
    const keys = await assume(open, await verifier(open), SENDER, { ...tags, SourceIdentity: 'alice' });
    const caller = open.world.accessKeys.get(keys.accessKeyId)!.caller;
    expect(caller).toMatchObject({ sourceIdentity: 'alice', sessionTags: new Map([['team', 'crm']]) });
  });

  it('is refused if keys repeat', async () => {
    const input = {
      Tags: [
        { Key: 'a', Value: '1' },
        { Key: 'A', Value: '2' },
      ],
    };
    expect(await refusal(assume(sandbox, await verifier(sandbox), SENDER, input))).toMatchObject({
      code: 'InvalidParameterValue',
    });
  });
});

describe('session policies', () => {
  const none = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] };

  it('limit the session, and are named as the reason', async () => {
    const by = await assume(sandbox, profile(sandbox, 'default'), VERIFIER, { Policy: JSON.stringify(none) });
    await refusal(assume(sandbox, by, SENDER, { ExternalId: 'dev-10dlc' }));
    expect(sandbox.denials().at(-1)!.reason).toMatch(/^session policy/);
  });

  it('must be policies', async () => {
    const broken = refusal(assume(sandbox, profile(sandbox, 'default'), VERIFIER, { Policy: '{' }));
    expect(await broken).toMatchObject({ code: 'MalformedPolicyDocumentException' });
  });
});
