import { SendTextMessageCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { numberArn, SENDER } from './support/documents';
import { assume, refusal, sender, sms, startTest, type TestSandbox, verifier } from './support/sandbox';
import { post } from './support/wire';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTest();
  const client = sms(sandbox, await sender(sandbox));
  const input = { DestinationPhoneNumber: '+14254147755', OriginationIdentity: numberArn() };
  await client.send(new SendTextMessageCommand({ ...input, MessageBody: '<script>alert(1)</script>' }));
  await client.send(new SendTextMessageCommand({ ...input, MessageBody: 'second' }));
  await refusal(assume(sandbox, await verifier(sandbox), SENDER));
});
afterAll(() => sandbox.close());

const get = (path: string, host = new URL(sandbox.url).host) =>
  post(sandbox.url, { host }, '', { method: 'GET', path });
const json = async (path: string) => JSON.parse((await get(path)).body);

it('lists messages, or the newest only', async () => {
  expect(await json('/_tendlc/messages')).toMatchObject({
    version: 1,
    messages: [{ accountId: '111122223333' }, { body: 'second' }],
  });
  expect((await json('/_tendlc/messages?limit=1')).messages).toMatchObject([{ body: 'second' }]);
});

it('lists denials with the statement that decided', async () => {
  const { denials } = await json('/_tendlc/denials');
  expect(denials).toMatchObject([
    { action: 'sts:AssumeRole', resource: SENDER, decidedBy: expect.any(String) },
  ]);
});

it('counts calls and spending', async () => {
  const { calls, accounts } = await json('/_tendlc/usage');
  expect(calls).toContainEqual({
    accountId: '222233334444',
    service: 'sts',
    operation: 'AssumeRole',
    calls: 2,
    errors: 1,
  });
  expect(accounts).toContainEqual(expect.objectContaining({ accountId: '111122223333', spent: 0.02366 }));
});

it("lists the principals that can send by both accounts' policies", async () => {
  const { sending } = await json('/_tendlc/world');
  expect(sending).toHaveLength(1);
  expect(sending[0]).toMatchObject({
    role: SENDER,
    sendsFrom: ['+12065550100', expect.stringMatching(/^Pinpoint/)],
  });
  expect(sending[0].senders).toEqual([
    {
      principal: 'arn:aws:iam::222233334444:role/app-notifier',
      accountId: '222233334444',
      externalId: 'dev-10dlc',
    },
    {
      principal: 'arn:aws:iam::222233334444:role/tendlc/TenDlcVerifier',
      accountId: '222233334444',
      externalId: 'dev-10dlc',
    },
  ]);
});

it('shows no secret', async () => {
  const keys = [...sandbox.world.accessKeys.values()];
  const all = (
    await Promise.all(
      ['/', '/_tendlc/world', '/_tendlc/messages', '/_tendlc/denials', '/_tendlc/usage'].map((path) =>
        get(path),
      ),
    )
  )
    .map(({ body }) => body)
    .join('');
  expect(
    keys.filter(
      (key) => all.includes(key.secretAccessKey) || (key.sessionToken && all.includes(key.sessionToken)),
    ),
  ).toEqual([]);
});

it('loads nothing from elsewhere and encodes the text of messages', async () => {
  const { status, headers, body } = await get('/');
  expect(status).toBe(200);
  expect(headers['content-security-policy']).toMatch(/^default-src 'none'/);
  expect(body).not.toMatch(/https?:\/\//);
  expect(body).not.toContain('innerHTML');
});

it.each([
  ['a list that is not there', '/_tendlc/other', undefined, 404],
  ['a member of Object', '/_tendlc/constructor', undefined, 404],
  ['another site’s name for this address', '/_tendlc/messages', 'evil.example', 403],
  ['the page under another site’s name', '/', 'evil.example:80', 403],
])('refuses %s', async (_, path, host, status) => {
  expect((await get(path as string, host as string | undefined)).status).toBe(status);
});
