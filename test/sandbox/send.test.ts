import {
  SendTextMessageCommand,
  type SendTextMessageCommandInput,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { smsRegion } from '../../src/sandbox/world/world';
import { numberArn, OTHER_ID } from './support/documents';
import {
  type Keys,
  profile,
  refusal,
  type Setup,
  sender,
  sms,
  startTest,
  type TestSandbox,
} from './support/sandbox';

const SUCCESS = '+14254147755';
const started: TestSandbox[] = [];
async function start(setup: Setup = {}) {
  const sandbox = await startTest(setup);
  started.push(sandbox);
  const keys = await sender(sandbox);
  return { sandbox, keys, region: smsRegion(sandbox.world.accounts.get('111122223333')!, 'us-east-1') };
}
afterAll(() => Promise.all(started.map((sandbox) => sandbox.close())));

let sandbox: TestSandbox;
let keys: Keys;
let admin: Keys;
beforeAll(async () => {
  ({ sandbox, keys } = await start());
  admin = profile(sandbox, 'tendlc-sandbox-main');
});

type Send = Partial<SendTextMessageCommandInput>;
const send = (on: TestSandbox, by: Keys, input: Send = {}) =>
  sms(on, by).send(
    new SendTextMessageCommand({
      DestinationPhoneNumber: SUCCESS,
      OriginationIdentity: numberArn(),
      MessageBody: 'Hello',
      ...input,
    }),
  );

it('records a message with requester, sender and paying account', async () => {
  const { MessageId } = await send(sandbox, keys, { Context: { run: '1' } });
  expect(sandbox.messages().at(-1)).toMatchObject({
    messageId: MessageId,
    accountId: '111122223333',
    sender: 'arn:aws:sts::111122223333:assumed-role/TenDlcSender-development/test',
    role: 'arn:aws:iam::111122223333:role/tendlc/TenDlcSender-development',
    session: 'test',
    assumedBy: 'arn:aws:sts::222233334444:assumed-role/TenDlcVerifier/test',
    originationArn: numberArn(),
    originationNumber: '+12065550100',
    destination: SUCCESS,
    body: 'Hello',
    parts: 1,
    context: { run: '1' },
  });
});

it.each<[string, Send]>([
  ['another number of the account', { OriginationIdentity: numberArn(OTHER_ID) }],
  ['a number that no account has', { OriginationIdentity: numberArn(`phone-${'9'.repeat(32)}`) }],
  [
    'a number of another account',
    { OriginationIdentity: numberArn().replace('111122223333', '222233334444') },
  ],
  ['its own number as E.164', { OriginationIdentity: '+12065550100' }],
  ['its own number by its ID', { OriginationIdentity: numberArn().split('/')[1] }],
  ['no number at all', { OriginationIdentity: undefined }],
  ['a pool', { OriginationIdentity: 'pool-0123456789abcdef0123456789abcdef' }],
  ['a configuration set that its policy does not name', { ConfigurationSetName: 'tendlc' }],
])('a policy on one number’s ARN denies %s', async (_, input) => {
  const count = sandbox.messages().length;
  expect(await refusal(send(sandbox, keys, input))).toMatchObject({
    code: 'AccessDeniedException',
    status: 400,
    reason: undefined,
    message: expect.stringMatching(
      /^User: arn:\S+ is not authorized to perform: sms-voice:SendTextMessage on resource: \S+( because no identity-based policy allows the sms-voice:SendTextMessage action)?$/,
    ),
  });
  expect(sandbox.messages()).toHaveLength(count);
});

it.each<[string, Setup, Send]>([
  [
    'a phone number’s ID',
    { sms: { phoneNumberIdMatchesArn: true } },
    { OriginationIdentity: numberArn().split('/')[1] },
  ],
  ['a configuration set', { sms: { authorizeConfigurationSet: false } }, { ConfigurationSetName: 'tendlc' }],
])('offers a switch for behaviour that AWS does not document: %s', async (_, setup, input) => {
  const other = await start(setup);
  expect(await refusal(send(other.sandbox, other.keys, input))).toMatchObject({ code: 'none' });
});

/** Asked as the main account's administrator, so that only the checks can refuse. */
it.each<[string, Send, string, string, string[]?]>([
  [
    'a destination with letters',
    { DestinationPhoneNumber: '+1425ABC' },
    'ValidationException',
    'FIELD_VALIDATION_FAILED',
    ['DestinationPhoneNumber'],
  ],
  [
    'no destination',
    { DestinationPhoneNumber: undefined },
    'ValidationException',
    'MISSING_PARAMETER',
    ['DestinationPhoneNumber'],
  ],
  ['no body', { MessageBody: undefined }, 'ValidationException', 'MISSING_PARAMETER', ['MessageBody']],
  ['a blank body', { MessageBody: ' \n' }, 'ValidationException', 'FIELD_VALIDATION_FAILED', ['MessageBody']],
  [
    'a body of 1,601 characters',
    { MessageBody: 'x'.repeat(1601) },
    'ValidationException',
    'FIELD_VALIDATION_FAILED',
    ['MessageBody'],
  ],
  [
    'a message type in lower case',
    { MessageType: 'transactional' as never },
    'ValidationException',
    'FIELD_VALIDATION_FAILED',
    ['MessageType'],
  ],
  [
    'a price without a dot',
    { MaxPrice: '10' },
    'ValidationException',
    'FIELD_VALIDATION_FAILED',
    ['MaxPrice'],
  ],
  ['too short a life', { TimeToLive: 4 }, 'ValidationException', 'FIELD_VALIDATION_FAILED', ['TimeToLive']],
  [
    'six entries of context',
    { Context: Object.fromEntries('abcdef'.split('').map((key) => [key, 'x'])) },
    'ValidationException',
    'FIELD_VALIDATION_FAILED',
    ['Context'],
  ],
  [
    'context that ends in a blank',
    { Context: { a: 'x ' } },
    'ValidationException',
    'FIELD_VALIDATION_FAILED',
    ['Context.a'],
  ],
  [
    'a parameter of no country',
    { DestinationCountryParameters: { XX: 'y' } as never },
    'ValidationException',
    'FIELD_VALIDATION_FAILED',
    ['DestinationCountryParameters.key'],
  ],
  [
    'two bad fields',
    { MaxPrice: '1', Keyword: '' },
    'ValidationException',
    'FIELD_VALIDATION_FAILED',
    ['Keyword', 'MaxPrice'],
  ],
  [
    'the ARN of a role',
    { OriginationIdentity: 'arn:aws:iam::111122223333:role/x' },
    'ValidationException',
    'INVALID_ARN',
    ['OriginationIdentity'],
  ],
  [
    'a price over the limit',
    { MaxPrice: '0.001' },
    'ValidationException',
    'PRICE_OVER_THRESHOLD',
    ['MaxPrice'],
  ],
  [
    'another country',
    { DestinationPhoneNumber: '+4915112345678' },
    'ValidationException',
    'INVALID_IDENTITY_FOR_DESTINATION_COUNTRY',
    ['DestinationPhoneNumber'],
  ],
  [
    'a message of the other type',
    { MessageType: 'PROMOTIONAL' },
    'ConflictException',
    'MESSAGE_TYPE_MISMATCH',
  ],
  ['a number that is not there', { OriginationIdentity: '+12065550199' }, 'ResourceNotFoundException', ''],
  [
    'a number of another Region',
    { OriginationIdentity: numberArn().replace('us-east-1', 'us-west-2') },
    'ResourceNotFoundException',
    '',
  ],
  [
    'a configuration set that is not there',
    { ConfigurationSetName: 'other' },
    'ResourceNotFoundException',
    '',
  ],
  [
    'a protect configuration that is not there',
    { ProtectConfigurationId: 'protect-1' },
    'ResourceNotFoundException',
    '',
  ],
])('refuses %s', async (...row) => {
  const [, input, code, reason, fields] = row;
  const count = sandbox.messages().length;
  const error = await refusal(send(sandbox, admin, input));
  expect(error).toMatchObject({ code, status: 400 });
  expect(error.reason ?? '').toBe(reason);
  if (fields)
    expect(
      error
        .fields!.map(({ Name }) => Name)
        .sort()
        .filter((name, index, all) => name !== all[index - 1]),
    ).toEqual(fields);
  expect(sandbox.messages()).toHaveLength(count);
});

it.each<[string, Send]>([
  ['its ARN', {}],
  ['its ID', { OriginationIdentity: numberArn().split('/')[1] }],
  ['its E.164 form', { OriginationIdentity: '+12065550100' }],
  ['E.164 without the plus', { OriginationIdentity: '12065550100' }],
  ['a pool’s ID', { OriginationIdentity: 'pool-0123456789abcdef0123456789abcdef' }],
  ['nothing: AWS chooses', { OriginationIdentity: undefined }],
  [
    'a configuration set by its ARN',
    { ConfigurationSetName: 'arn:aws:sms-voice:us-east-1:111122223333:configuration-set/tendlc' },
  ],
  ['a simulator destination that fails later', { DestinationPhoneNumber: '+14254147167' }],
])('sends by %s', async (_, input) => {
  expect(await refusal(send(sandbox, admin, input))).toMatchObject({ code: 'none' });
});

describe('states of the account and its numbers', () => {
  type State = Awaited<ReturnType<typeof start>>;
  it.each<[string, (state: State) => void, Send, string, string]>([
    [
      'a number that is pending',
      ({ region }) => {
        region.numbers.get(numberArn().split('/')[1]!)!.status = 'PENDING';
      },
      {},
      'ConflictException',
      'RESOURCE_NOT_ACTIVE',
    ],
    [
      'a number without SMS',
      ({ region }) => {
        region.numbers.get(numberArn().split('/')[1]!)!.capabilities = ['VOICE'];
      },
      {},
      'ConflictException',
      'NUMBER_CAPABILITIES_MISMATCH',
    ],
    [
      'a simulator number to a real destination',
      ({ region }) => {
        region.numbers.get(numberArn().split('/')[1]!)!.numberType = 'SIMULATOR';
      },
      { DestinationPhoneNumber: '+12065550142' },
      'ValidationException',
      'INVALID_IDENTITY_FOR_DESTINATION_COUNTRY',
    ],
    [
      'who opted out',
      ({ region }) => {
        region.optOutLists.get('Default')!.add('+12065550142');
      },
      { DestinationPhoneNumber: '+12065550142' },
      'ConflictException',
      'DESTINATION_PHONE_NUMBER_OPTED_OUT',
    ],
    [
      'a destination that is not verified, in AWS’s SMS sandbox',
      ({ region }) => {
        region.tier = 'SANDBOX';
      },
      { DestinationPhoneNumber: '+12065550142' },
      'ConflictException',
      'DESTINATION_PHONE_NUMBER_NOT_VERIFIED',
    ],
    [
      'the same in a dry run',
      ({ region }) => {
        region.tier = 'SANDBOX';
      },
      { DestinationPhoneNumber: '+12065550142', DryRun: true },
      'ConflictException',
      'DESTINATION_PHONE_NUMBER_NOT_VERIFIED',
    ],
    [
      'the month’s spend limit',
      ({ region }) => {
        region.spendLimit = 0.01;
      },
      {},
      'ServiceQuotaExceededException',
      'MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT',
    ],
    [
      'the same in a dry run, which costs nothing',
      ({ region }) => {
        region.spendLimit = 0.01;
      },
      { DryRun: true },
      'ServiceQuotaExceededException',
      'MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT',
    ],
    [
      'an account that AWS disabled',
      ({ region }) => {
        region.accountStatus = 'ACCOUNT_DISABLED';
      },
      {},
      'AccessDeniedException',
      'ACCOUNT_DISABLED',
    ],
  ])('refuses %s', async (_, set, input, code, reason) => {
    const state = await start();
    expect(await refusal(send(state.sandbox, state.keys, input))).toMatchObject({ code: 'none' });
    set(state);
    expect(await refusal(send(state.sandbox, state.keys, input))).toMatchObject({ code, reason });
  });

  it.each([
    [false, 'DESTINATION_PHONE_NUMBER_NOT_VERIFIED'],
    [true, undefined],
  ])('reaches the simulator in AWS’s SMS sandbox if tierReachesSimulator is %s', async (reaches, reason) => {
    const state = await start({ sms: { tierReachesSimulator: reaches } });
    state.region.tier = 'SANDBOX';
    expect((await refusal(send(state.sandbox, state.keys))).reason).toBe(reason);
  });

  it('sends to a verified destination, in AWS’s SMS sandbox', async () => {
    const state = await start();
    state.region.tier = 'SANDBOX';
    state.region.verifiedDestinations.add('+12065550142');
    await send(state.sandbox, state.keys, { DestinationPhoneNumber: '+12065550142' });
  });

  it('counts spending without dry runs', async () => {
    const state = await start();
    await send(state.sandbox, state.keys, { DryRun: true });
    expect(state.region.spent).toBe(0);
    await send(state.sandbox, state.keys, { MessageBody: 'x'.repeat(161) });
    expect(state.region.spent).toBeCloseTo(2 * 0.01183, 5);
    expect(state.sandbox.messages().map(({ dryRun }) => dryRun)).toEqual([true, false]);
  });
});

it('denies what its evaluator does not understand', async () => {
  const state = await start({
    change: ({ send: own }) =>
      Object.assign(own.Statement[0]!, { Condition: { OddOperator: { 'aws:userid': 'x' } } }),
  });
  expect(await refusal(send(state.sandbox, state.keys))).toMatchObject({ code: 'AccessDeniedException' });
  expect(state.sandbox.denials().at(-1)).toMatchObject({ reason: 'unknown' });
});

it('enforces AWS’s default rates with --rates aws', async () => {
  const state = await start({ sms: { rates: 'aws' } });
  await send(state.sandbox, state.keys);
  expect(await refusal(send(state.sandbox, state.keys))).toMatchObject({
    code: 'ThrottlingException',
    status: 400,
  });
  // Another recipient has the same account above it.
  const other = send(state.sandbox, state.keys, { DestinationPhoneNumber: '+14254147167' });
  expect(await refusal(other)).toMatchObject({ code: 'ThrottlingException' });
  // Two calls that leave a second apart might arrive a little less than a second apart.
  state.sandbox.advance(960);
  expect(await refusal(send(state.sandbox, state.keys))).toMatchObject({ code: 'none' });
});
