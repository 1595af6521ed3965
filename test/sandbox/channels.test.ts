import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  SendMediaMessageCommand,
  type SendMediaMessageCommandInput,
  SendVoiceMessageCommand,
  type SendVoiceMessageCommandInput,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { isUnitedStates } from '../../src/sandbox/sms/area-codes';
import { smsRegion } from '../../src/sandbox/world/world';
import { numberArn, OTHER_ID } from './support/documents';
import {
  config,
  type Keys,
  profile,
  refusal,
  sender,
  sms,
  startTest,
  type TestSandbox,
} from './support/sandbox';

let sandbox: TestSandbox;
let admin: Keys;
let keys: Keys;
beforeAll(async () => {
  sandbox = await startTest();
  admin = profile(sandbox, 'tendlc-sandbox-main');
  keys = await sender(sandbox);
});
afterAll(() => sandbox.close());

const shared = {
  DestinationPhoneNumber: '+12065550199',
  OriginationIdentity: numberArn(),
  MessageBody: 'Hello',
};
const media = (by: Keys, input: Partial<SendMediaMessageCommandInput> = {}) =>
  sms(sandbox, by).send(new SendMediaMessageCommand({ ...shared, ...input }));
const voice = (by: Keys, input: Partial<SendVoiceMessageCommandInput> = {}) =>
  sms(sandbox, by).send(new SendVoiceMessageCommand({ ...shared, ...input }));
const account = () => smsRegion(sandbox.world.accounts.get('111122223333')!, 'us-east-1');

/** Lets the sender role send on every channel from its number, and read from one bucket. */
async function allowChannels(): Promise<void> {
  const iam = new IAMClient(config(sandbox, admin));
  const Action = ['sms-voice:SendMediaMessage', 'sms-voice:SendVoiceMessage'];
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: 'TenDlcSender-development',
      PolicyName: 'Channels',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action, Resource: numberArn() }],
      }),
    }),
  );
}

it('denies media and voice to a role that has only text messages', async () => {
  expect(await refusal(media(keys))).toMatchObject({
    code: 'AccessDeniedException',
    message: expect.stringContaining('sms-voice:SendMediaMessage'),
  });
  expect(await refusal(voice(keys))).toMatchObject({
    code: 'AccessDeniedException',
    message: expect.stringContaining('sms-voice:SendVoiceMessage'),
  });
});

it('sends media and voice from the granted number only, each with its own price', async () => {
  await allowChannels();
  const { MessageId: mms } = await media(keys, { MediaUrls: ['s3://my-media/a.png'] });
  expect(sandbox.messages().at(-1)).toMatchObject({ messageId: mms, channel: 'mms', parts: 1, price: 0.02 });
  const { MessageId: call } = await voice(keys, { VoiceId: 'JOANNA' });
  expect(sandbox.messages().at(-1)).toMatchObject({ messageId: call, channel: 'voice', price: 0.013 });
  const OriginationIdentity = numberArn(OTHER_ID);
  expect((await refusal(media(keys, { OriginationIdentity }))).code).toBe('AccessDeniedException');
  expect((await refusal(voice(keys, { OriginationIdentity }))).code).toBe('AccessDeniedException');
});

it.each<[string, () => Promise<unknown>, object]>([
  [
    'media without body and file',
    () => media(admin, { MessageBody: undefined }),
    { reason: 'MISSING_PARAMETER' },
  ],
  [
    'two files',
    () => media(admin, { MediaUrls: ['s3://abc/x', 's3://abc/y'] }),
    { reason: 'FIELD_VALIDATION_FAILED' },
  ],
  [
    'a file outside S3',
    () => media(admin, { MediaUrls: ['https://example.com/x'] }),
    { reason: 'FIELD_VALIDATION_FAILED' },
  ],
  [
    'media above its maximum price',
    () => media(admin, { MaxPrice: '0.01' }),
    { reason: 'PRICE_OVER_THRESHOLD' },
  ],
  [
    'media without an origination identity',
    () => media(admin, { OriginationIdentity: undefined }),
    { reason: 'MISSING_PARAMETER' },
  ],
  ['voice without a body', () => voice(admin, { MessageBody: undefined }), { reason: 'MISSING_PARAMETER' }],
  [
    'an unknown voice',
    () => voice(admin, { VoiceId: 'UNKNOWN' as never }),
    { reason: 'FIELD_VALIDATION_FAILED' },
  ],
  [
    'a spoken text of 3,001 characters',
    () => voice(admin, { MessageBody: 'x'.repeat(3001) }),
    { reason: 'FIELD_VALIDATION_FAILED' },
  ],
  [
    'voice above its maximum price',
    () => voice(admin, { MaxPricePerMinute: '0.01' }),
    { reason: 'PRICE_OVER_THRESHOLD', fields: [expect.objectContaining({ Name: 'MaxPricePerMinute' })] },
  ],
])('refuses %s', async (_, call, expected) => {
  expect(await refusal(call())).toMatchObject({ code: 'ValidationException', ...expected });
});

it('accepts SSML of 6,000 characters', async () => {
  const input = { MessageBody: 'x'.repeat(6000), MessageBodyTextType: 'SSML' as const };
  expect((await refusal(voice(admin, input))).code).toBe('none');
});

it.each([
  ['MMS', () => media(admin)],
  ['VOICE', () => voice(admin)],
] as const)('refuses a number without the capability %s', async (capability, call) => {
  const number = account().numbers.get(numberArn().split('/')[1]!)!;
  const before = number.capabilities;
  number.capabilities = before.filter((one) => one !== capability);
  const error = await refusal(call());
  number.capabilities = before;
  expect(error).toMatchObject({ code: 'ConflictException', reason: 'NUMBER_CAPABILITIES_MISMATCH' });
});

it.each<[string, () => Promise<{ MessageId?: string }>, string]>([
  ['media', () => media(admin, { ConfigurationSetName: 'tendlc' }), 'MEDIA_DELIVERED'],
  ['voice', () => voice(admin, { ConfigurationSetName: 'tendlc' }), 'VOICE_COMPLETED'],
  [
    'voice to the simulator’s failure number',
    () => voice(admin, { ConfigurationSetName: 'tendlc', DestinationPhoneNumber: '+14254147167' }),
    'VOICE_FAILED',
  ],
])('gives the events of %s', async (_, call, last) => {
  const { MessageId } = await call();
  sandbox.advance(10);
  const logs = new CloudWatchLogsClient(config(sandbox, admin));
  const { events } = await logs.send(
    new FilterLogEventsCommand({
      logGroupName: '/aws/sms-voice/tendlc',
      filterPattern: `{ $.messageId = "${MessageId}" }`,
    }),
  );
  expect(JSON.parse(events!.at(-1)!.message!)).toMatchObject({ eventType: last, isFinal: true });
});

it('reports a file that the sender cannot read as an event', async () => {
  const iam = new IAMClient(config(sandbox, admin));
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: 'TenDlcSender-development',
      PolicyName: 'Media',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: 'sms-voice:SendMediaMessage', Resource: '*' },
          { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::my-media/*' },
        ],
      }),
    }),
  );
  const lastEvent = async (url: string) => {
    const { MessageId } = await media(keys, { MediaUrls: [url], ConfigurationSetName: 'tendlc' });
    sandbox.advance(10);
    const logs = new CloudWatchLogsClient(config(sandbox, admin));
    const filterPattern = `{ $.messageId = "${MessageId}" }`;
    const logGroupName = '/aws/sms-voice/tendlc';
    const { events } = await logs.send(new FilterLogEventsCommand({ logGroupName, filterPattern }));
    return (JSON.parse(events!.at(-1)!.message!) as { eventType: string }).eventType;
  };
  expect(await lastEvent('s3://my-media/a.png')).toBe('MEDIA_DELIVERED');
  expect(await lastEvent('s3://other/a.png')).toBe('MEDIA_FILE_INACCESSIBLE');
});

it.each([
  ['+12065550199', 'Seattle', true],
  ['+17875550142', 'Puerto Rico', true],
  ['+16715550142', 'Guam', true],
  ['+14165550142', 'Toronto', false],
  ['+18765550142', 'Jamaica', false],
  ['+16705550142', 'the Northern Mariana Islands', false],
  ['+18005550142', 'toll-free', false],
  ['+19005550142', 'premium rate', false],
  ['+12061550142', 'an exchange that starts with 1', false],
  ['+442071838750', 'London', false],
])('says whether a 10DLC number reaches %s (%s)', (destination, _, reached) => {
  expect(isUnitedStates(destination)).toBe(reached);
});
