import { PinpointClient, SendMessagesCommand, type SendMessagesCommandInput } from '@aws-sdk/client-pinpoint';
import { smsRegion } from '../../src/sandbox/world/world';
import { APPLICATION } from './support/documents';
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

const SUCCESS = '+14254147755';
let sandbox: TestSandbox;
let keys: Keys;
beforeAll(async () => {
  sandbox = await startTest();
  keys = await sender(sandbox);
});
afterAll(() => sandbox.close());

type Request = Partial<NonNullable<SendMessagesCommandInput['MessageRequest']>>;
const request = (message: object = {}, addresses: string[] = [SUCCESS]): Request => ({
  Addresses: Object.fromEntries(addresses.map((address) => [address, { ChannelType: 'SMS' }])),
  MessageConfiguration: { SMSMessage: { Body: 'Hello', MessageType: 'TRANSACTIONAL', ...message } },
});
const send = (MessageRequest: Request, by = keys, ApplicationId = APPLICATION) =>
  new PinpointClient(config(sandbox, by)).send(
    new SendMessagesCommand({ ApplicationId, MessageRequest: MessageRequest as never }),
  );

it('sends to each address, from any number of the account', async () => {
  const answer = await send(request({ OriginationNumber: '+12065550100' }, [SUCCESS, '+14254147167']));
  const result = answer.MessageResponse!.Result![SUCCESS]!;
  expect(result).toMatchObject({
    DeliveryStatus: 'SUCCESSFUL',
    StatusCode: 200,
    StatusMessage: `MessageId: ${result.MessageId}`,
  });
  expect(sandbox.messages().slice(-2)).toMatchObject([
    { api: 'pinpoint', destination: SUCCESS, originationNumber: '+12065550100', session: 'test' },
    { api: 'pinpoint', destination: '+14254147167' },
  ]);
});

it.each<[string, Request]>([
  ['the other type', request({ OriginationNumber: '+12065550101' })],
  ['a number that no account has', request({ OriginationNumber: '+12065550199' })],
  ['no body', request({ Body: '' })],
  ['another country', request({}, ['+4915112345678'])],
])('answers 200 and tells in the result that it failed: %s', async (_, wanted) => {
  const count = sandbox.messages().length;
  const answer = await send(wanted);
  const [result] = Object.values(answer.MessageResponse!.Result!);
  expect(result).toMatchObject({ DeliveryStatus: 'PERMANENT_FAILURE', StatusCode: 400 });
  expect(result!.MessageId).toBeUndefined();
  expect(sandbox.messages()).toHaveLength(count);
});

it.each<[string, Request, string, number]>([
  ['no message', { Addresses: {}, MessageConfiguration: {} }, 'BadRequestException', 400],
  ['no configuration', { Addresses: { [SUCCESS]: { ChannelType: 'SMS' } } }, 'BadRequestException', 400],
  [
    'another channel',
    { ...request(), Addresses: { [SUCCESS]: { ChannelType: 'PUSH' } } },
    'BadRequestException',
    400,
  ],
  ['a type of message that is none', request({ MessageType: 'OTHER' }), 'BadRequestException', 400],
  [
    '101 addresses',
    request(
      {},
      Array.from({ length: 101 }, (_, index) => `+1206555${1000 + index}`),
    ),
    'BadRequestException',
    400,
  ],
  [
    'a template',
    { ...request(), TemplateConfiguration: { SMSTemplate: { Name: 'x' } } },
    'NotImplemented',
    501,
  ],
])('refuses %s', async (_, wanted, code, status) => {
  expect(await refusal(send(wanted))).toMatchObject({ code, status });
});

it("denies a caller without permission in IAM's words", async () => {
  expect(await refusal(send(request(), await verifier(sandbox)))).toMatchObject({
    code: 'AccessDeniedException',
    status: 403,
    message: `User: arn:aws:sts::222233334444:assumed-role/TenDlcVerifier/test is not authorized to perform: mobiletargeting:SendMessages on resource: arn:aws:mobiletargeting:us-east-1:222233334444:apps/${APPLICATION}/messages because no identity-based policy allows the mobiletargeting:SendMessages action`,
  });
});

it('finds only its own applications', async () => {
  const admin = profile(sandbox, 'tendlc-sandbox-main');
  expect(await refusal(send(request(), admin, 'f'.repeat(32)))).toMatchObject({
    code: 'NotFoundException',
    status: 404,
  });
});

it("refuses what the account's state forbids", async () => {
  const region = smsRegion(sandbox.world.accounts.get('111122223333')!, 'us-east-1');
  region.optOutLists.get('Default')!.add('+12065550142');
  const answer = await send(request({}, ['+12065550142']));
  expect(answer.MessageResponse!.Result!['+12065550142']).toMatchObject({
    DeliveryStatus: 'PERMANENT_FAILURE',
  });
});

it('is denied to a session whose role lacks this permission', async () => {
  const other = await startTest({ change: ({ send: own }) => own.Statement.splice(1) });
  const session = await assume(
    other,
    await verifier(other),
    'arn:aws:iam::111122223333:role/tendlc/TenDlcSender-development',
    { ExternalId: 'dev-10dlc' },
  );
  const call = new PinpointClient(config(other, session)).send(
    new SendMessagesCommand({ ApplicationId: APPLICATION, MessageRequest: request() as never }),
  );
  expect((await refusal(call)).code).toBe('AccessDeniedException');
  await other.close();
});
