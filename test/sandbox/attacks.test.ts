import {
  CreateRoleCommand,
  type CreateRoleCommandInput,
  IAMClient,
  ListAccessKeysCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { DescribePhoneNumbersCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { verifySignature } from '../../src/sandbox/auth/sigv4';
import { NUMBER_ID, numberArn, OTHER_ID } from './support/documents';
import {
  assume,
  config,
  type Keys,
  profile,
  refusal,
  sms,
  startTest,
  type TestSandbox,
} from './support/sandbox';
import { calls, post, sign, type Wire } from './support/wire';

/** Callers who want more than their policies give, and clients that AWS would refuse. */
let sandbox: TestSandbox;
let admin: Keys;
beforeAll(async () => {
  sandbox = await startTest();
  admin = profile(sandbox, 'tendlc-sandbox-main');
});
afterAll(() => sandbox.close());

const MAIN = '111122223333';
const arn = (name: string) => `arn:aws:iam::${MAIN}:role/${name}`;
const document = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const allow = (Action: string, Resource: string | string[] = '*', more: object = {}) =>
  document({ Effect: 'Allow', Action, Resource, ...more });
const trust = (AWS: string, more: object = {}) =>
  document({ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole', ...more });

async function role(
  name: string,
  trusted: string,
  policy?: string,
  more: Partial<CreateRoleCommandInput> = {},
) {
  const iam = new IAMClient(config(sandbox, admin));
  const AssumeRolePolicyDocument = trust(trusted);
  await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument, ...more }));
  if (policy !== undefined) {
    await iam.send(new PutRolePolicyCommand({ RoleName: name, PolicyName: 'P', PolicyDocument: policy }));
  }
}

const tryAssume = (keys: Keys, RoleArn: string, more: object = {}) =>
  refusal(
    new STSClient(config(sandbox, keys)).send(
      new AssumeRoleCommand({ RoleArn, RoleSessionName: 'attack', ...more }),
    ),
  );
const send = (wire: Wire, keys = admin) => post(sandbox.url, sign(sandbox.url, keys, wire), wire.body, wire);

it('limits by session policies even if a trust policy names the role', async () => {
  await role('first', MAIN, allow('sts:AssumeRole'));
  await role('second', arn('first'));
  const free = await assume(sandbox, admin, arn('first'));
  expect((await tryAssume(free, arn('second'))).code).toBe('none');
  const limited = await assume(sandbox, admin, arn('first'), { Policy: allow('sts:GetCallerIdentity') });
  expect(await tryAssume(limited, arn('second'))).toMatchObject({
    code: 'AccessDenied',
    message: expect.stringMatching(/because no session policy allows the sts:AssumeRole action$/),
  });
  const wide = await assume(sandbox, admin, arn('first'), { Policy: allow('sts:AssumeRole', arn('second')) });
  expect((await tryAssume(wide, arn('second'))).code).toBe('none');
});

it('refuses every MFA code', async () => {
  await role('mfa', MAIN);
  const device = { SerialNumber: `arn:aws:iam::${MAIN}:mfa/device`, TokenCode: '123456' };
  expect((await tryAssume(admin, arn('mfa'))).code).toBe('none');
  expect(await tryAssume(admin, arn('mfa'), device)).toMatchObject({
    code: 'AccessDenied',
    message: expect.stringMatching(/^MultiFactorAuthentication failed/),
  });
});

it('describes a resource only by the ARN that the policy allows', async () => {
  await role('reader', MAIN, allow('sms-voice:DescribePhoneNumbers', `${numberArn()}*`));
  const reader = sms(sandbox, await assume(sandbox, admin, arn('reader')));
  const describe = (id: string) =>
    refusal(reader.send(new DescribePhoneNumbersCommand({ PhoneNumberIds: [id] })));
  expect((await describe(numberArn())).code).toBe('none');
  expect((await describe(NUMBER_ID)).code).toBe('none');
  expect((await describe(OTHER_ID)).code).toBe('AccessDeniedException');
  for (const id of [`${numberArn()}/${OTHER_ID}`, `${NUMBER_ID}/${OTHER_ID}`])
    expect((await describe(id)).code).toBe('ResourceNotFoundException');
});

it.each([
  ['a gap in its list', 'PolicyArns.member.2.arn=arn:aws:iam::111122223333:policy/none', 'PolicyNotFound'],
  [
    'an empty list before its members',
    'PolicyArns=&PolicyArns.member.1.arn=arn:aws:iam::111122223333:policy/none',
    'PolicyNotFound',
  ],
  [
    'a list without numbers',
    'PolicyArns.member.x.arn=arn:aws:iam::111122223333:policy/none',
    'MalformedInput',
  ],
  [
    'more members than there can be',
    Array.from({ length: 1001 }, (_, n) => `PolicyArns.member.${n + 1}.arn=x`).join('&'),
    'MalformedInput',
  ],
  [
    'more text than fits',
    `PolicyArns.member.1.arn=arn:aws:iam::111122223333:policy/none&Policy=${encodeURIComponent(document({ Effect: 'Deny', Action: 'x:y', Resource: 'arn:aws:s3:::'.padEnd(1950, 'x') }))}`,
    'PackedPolicyTooLarge',
  ],
  ['a session policy that is none', 'Policy=%7B%7D', 'MalformedPolicyDocument'],
])('passes over no session policy: %s', async (name, more, code) => {
  const target = `limited-${name.replace(/\W/g, '')}`;
  await role(target, MAIN);
  const body = `Action=AssumeRole&Version=2011-06-15&RoleSessionName=attack&RoleArn=${arn(target)}&`;
  expect((await send({ ...calls.query, body })).status).toBe(200);
  expect(await send({ ...calls.query, body: body + more })).toMatchObject({ status: 400, code });
});

it("uses IAM's own Region, whatever Region the request was signed for", async () => {
  const Condition = { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } };
  await role('elsewhere', MAIN, allow('iam:ListRoles', '*', { Condition }));
  const keys = await assume(sandbox, admin, arn('elsewhere'));
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const call = { service: 'iam', region: 'eu-west-1', headers, body: 'Action=ListRoles&Version=2010-05-08' };
  expect(await send(call, keys)).toMatchObject({ status: 403, code: 'AccessDenied' });
});

const form = (Action: string, members: Record<string, string>): Wire => ({
  service: 'iam',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: String(new URLSearchParams({ Action, Version: '2010-05-08', ...members })),
});
const BOUNDARY = 'arn:aws:iam::aws:policy/AdministratorAccess';
const tag = { 'Tags.member.1.Key': 'team', 'Tags.member.1.Value': 'x' };

it.each<[string, Record<string, string>, object]>([
  ['TagRole', tag, { 'aws:RequestTag/team': 'x' }],
  ['TagRole', tag, { 'aws:TagKeys': 'team' }],
  ['UntagRole', { 'TagKeys.member.1': 'team' }, { 'aws:TagKeys': 'team' }],
  ['PutRolePermissionsBoundary', { PermissionsBoundary: BOUNDARY }, { 'iam:PermissionsBoundary': BOUNDARY }],
  ['DeleteRolePermissionsBoundary', {}, { 'iam:PermissionsBoundary': BOUNDARY }],
  ['AttachRolePolicy', { PolicyArn: BOUNDARY }, { 'iam:PermissionsBoundary': BOUNDARY }],
])('%s: a Deny by what the request brings holds: %j', async (action, members, wanted) => {
  const name = `${action}${JSON.stringify(wanted)}`.replace(/\W/g, '').slice(0, 50);
  await role(`${name}-target`, MAIN, undefined, { PermissionsBoundary: BOUNDARY });
  const Condition = { 'ForAnyValue:StringEquals': wanted };
  const every = { Effect: 'Allow', Action: '*', Resource: '*' };
  await role(`${name}-free`, MAIN, document(every));
  await role(name, MAIN, document(every, { ...every, Effect: 'Deny', Condition }));
  const call = form(action, { RoleName: `${name}-target`, ...members });
  expect(await send(call, await assume(sandbox, admin, arn(name)))).toMatchObject({
    status: 403,
    body: expect.stringContaining('with an explicit deny in an identity-based policy'),
  });
  expect((await send(call, await assume(sandbox, admin, arn(`${name}-free`)))).status).toBe(200);
});

it('answers as the service in the signed scope', async () => {
  const headers = sign(sandbox.url, admin, calls.query);
  const fake = ` Fake-Credential=${admin.accessKeyId}/20260101/us-east-1/iam/aws4_request,`;
  headers.authorization = headers.authorization!.replace(' ', `${fake} `);
  expect(await post(sandbox.url, headers, calls.query.body)).toMatchObject({ status: 200 });
});

it('refuses a request whose host header is not signed', async () => {
  const { sessionToken: _, ...key } = admin;
  const scope = { accessKeyId: key.accessKeyId, date: '20261122', region: 'us-east-1', service: 'sts' };
  const request = { method: 'POST', path: '/', query: '', headers: {}, body: Buffer.alloc(0) };
  const known = sandbox.world.accessKeys.get(key.accessKeyId)!;
  const authorization = { ...scope, signedHeaders: ['x-amz-date'], signature: '' };
  expect(await verifySignature(request, authorization, known, 0)).toMatchObject({
    kind: 'mismatch',
    detail: expect.stringContaining("'host'"),
  });
});

it.each(['constructor', '__proto__', 'toString'])('does not find %s among the headers', async (name) => {
  const headers = sign(sandbox.url, admin, calls.query);
  headers.authorization = headers.authorization!.replace('SignedHeaders=', `SignedHeaders=${name};`);
  expect(await post(sandbox.url, headers, calls.query.body)).toMatchObject({
    status: 403,
    code: 'SignatureDoesNotMatch',
  });
});

it.each(['__proto__=x', 'constructor=x', 'a=b'])('refuses a query that was not signed: %s', async (query) => {
  const headers = sign(sandbox.url, admin, calls.query);
  const answer = await post(sandbox.url, headers, calls.query.body, { path: `/?${query}` });
  expect(answer).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
});

it.each(['application/json', 'text/plain', 'multipart/form-data; boundary=x', ''])(
  'takes a form as %s for no action',
  async (type) => {
    const answer = await send({ ...calls.query, headers: { 'content-type': type } });
    expect(answer).toMatchObject({ status: 400, code: 'MissingAction' });
  },
);

it('shows and logs no control characters of a request', async () => {
  const lines: string[] = [];
  const other = await startTest({ log: (line) => lines.push(line) });
  const keys = profile(other, 'tendlc-sandbox-main');
  const body = 'Action=A%0A%1B%5B2J&Version=2011-06-15';
  const answer = await post(other.url, sign(other.url, keys, { ...calls.query, body }), body);
  const session = `Action=AssumeRole&Version=2011-06-15&RoleArn=${arn('x')}&RoleSessionName=%00%1B`;
  const invalid = await post(other.url, sign(other.url, keys, { ...calls.query, body: session }), session);
  await other.close();
  expect(answer).toMatchObject({ status: 501, code: 'NotImplemented' });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are the ones meant
  const control = /[\u0000-\u0008\u000B-\u001F]/;
  for (const text of [answer.body, invalid.body, ...lines]) expect(text).not.toMatch(control);
  for (const line of lines) expect(line).not.toContain('\n');
});

it.each([
  ['DescribePhoneNumbers', { PhoneNumberIds: [null] }],
  ['DescribePhoneNumbers', { Filters: [null] }],
  ['DescribePhoneNumbers', { Filters: [{ Name: 'status', Values: null }] }],
  ['DescribePools', { PoolIds: [''] }],
  [
    'SendTextMessage',
    {
      DestinationPhoneNumber: '+14254147755',
      MessageBody: 'x',
      Context: { a: null },
      OriginationIdentity: 'no',
    },
  ],
])('does not fail on null in %s %j', async (name, members) => {
  const headers = { ...calls.json.headers, 'x-amz-target': `PinpointSMSVoiceV2.${name}` };
  expect((await send({ ...calls.json, headers, body: JSON.stringify(members) })).status).toBeLessThan(500);
});

it.each([
  { Addresses: { '+14254147755': null }, MessageConfiguration: { SMSMessage: { Body: 'x' } } },
  { Addresses: { '+14254147755': { ChannelType: 'SMS' } }, MessageConfiguration: { SMSMessage: null } },
  { Addresses: null, MessageConfiguration: null },
])('does not fail on null in SendMessages %j', async (body) => {
  expect((await send({ ...calls.rest, body: JSON.stringify(body) })).status).toBeLessThan(500);
});

it('shows which principals can send for every external ID', async () => {
  const Condition = { StringEquals: { 'STS:externalID': ['a"b]', 'c'] } };
  const AssumeRolePolicyDocument = trust('222233334444', { Condition });
  await role('odd', MAIN, allow('sms-voice:SendTextMessage'), { AssumeRolePolicyDocument });
  const answer = await fetch(`${sandbox.url}/_tendlc/world`);
  expect(answer.status).toBe(200);
  const { sending } = (await answer.json()) as {
    sending: { role: string; senders: { principal: string; externalId: string }[] }[];
  };
  expect(sending.find((one) => one.role === arn('odd'))?.senders).toContainEqual(
    expect.objectContaining({
      principal: 'arn:aws:iam::222233334444:user/administrator',
      externalId: 'a"b]',
    }),
  );
});

it('lists the caller’s own access keys if the request names no user', async () => {
  const { AccessKeyMetadata } = await new IAMClient(config(sandbox, admin)).send(
    new ListAccessKeysCommand({}),
  );
  expect(AccessKeyMetadata).toMatchObject([{ UserName: 'administrator', AccessKeyId: admin.accessKeyId }]);
});
