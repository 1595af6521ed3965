import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { IAMClient, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import {
  DescribeAccountAttributesCommand,
  DescribeConfigurationSetsCommand,
  DescribePhoneNumbersCommand,
  type DescribePhoneNumbersCommandInput,
  DescribePoolsCommand,
  DescribeSpendLimitsCommand,
  SendTextMessageCommand,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { NUMBER_ID, numberArn, OTHER_ID, OUTSIDER, SENDER, VERIFIER } from './support/documents';
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
beforeAll(async () => {
  sandbox = await startTest();
  admin = profile(sandbox, 'tendlc-sandbox-main');
});
afterAll(() => sandbox.close());

describe('DescribePhoneNumbers', () => {
  const describeNumbers = (input: DescribePhoneNumbersCommandInput) =>
    sms(sandbox, admin).send(new DescribePhoneNumbersCommand(input));
  const ids = async (input: DescribePhoneNumbersCommandInput) =>
    (await describeNumbers(input)).PhoneNumbers!.map(({ PhoneNumberId }) => PhoneNumberId);

  it('describes a number', async () => {
    const { PhoneNumbers } = await describeNumbers({ PhoneNumberIds: [numberArn()] });
    expect(PhoneNumbers).toMatchObject([
      {
        PhoneNumberArn: numberArn(),
        PhoneNumber: '+12065550100',
        Status: 'ACTIVE',
        NumberType: 'TEN_DLC',
        MessageType: 'TRANSACTIONAL',
        CreatedTimestamp: expect.any(Date),
      },
    ]);
  });

  it('filters and pages', async () => {
    expect(await ids({ Filters: [{ Name: 'message-type', Values: ['PROMOTIONAL'] }] })).toEqual([OTHER_ID]);
    const first = await describeNumbers({ MaxResults: 1 });
    const rest = await describeNumbers({ MaxResults: 100, NextToken: first.NextToken });
    const all = [...first.PhoneNumbers!, ...rest.PhoneNumbers!].map(({ PhoneNumberId }) => PhoneNumberId);
    expect(all.slice(0, 2)).toEqual([NUMBER_ID, OTHER_ID]);
    expect(rest.NextToken).toBeUndefined();
    expect(await ids({ Owner: 'SHARED' })).toEqual([]);
  });

  it.each<[string, DescribePhoneNumbersCommandInput, string]>([
    [
      'a number that is not there',
      { PhoneNumberIds: [`phone-${'9'.repeat(32)}`] },
      'ResourceNotFoundException',
    ],
    ['six numbers', { PhoneNumberIds: Array.from({ length: 6 }, () => NUMBER_ID) }, 'ValidationException'],
    ['an unknown filter', { Filters: [{ Name: 'colour' as never, Values: ['x'] }] }, 'ValidationException'],
    ['a token that it did not give', { NextToken: 'x' }, 'ValidationException'],
    ['no results', { MaxResults: 0 }, 'ValidationException'],
  ])('refuses %s', async (_, input, code) => {
    expect((await refusal(describeNumbers(input))).code).toBe(code);
  });
});

it('describes pools, configuration sets, tier and spend limits', async () => {
  const client = sms(sandbox, admin);
  expect((await client.send(new DescribePoolsCommand({}))).Pools).toMatchObject([{ Status: 'ACTIVE' }]);
  const { ConfigurationSets } = await client.send(new DescribeConfigurationSetsCommand({}));
  expect(ConfigurationSets).toMatchObject([
    {
      ConfigurationSetName: 'tendlc',
      EventDestinations: [
        {
          CloudWatchLogsDestination: {
            LogGroupArn: 'arn:aws:logs:us-east-1:111122223333:log-group:/aws/sms-voice/tendlc',
          },
        },
      ],
    },
  ]);
  const { AccountAttributes } = await client.send(new DescribeAccountAttributesCommand({}));
  expect(AccountAttributes).toEqual([{ Name: 'ACCOUNT_TIER', Value: 'PRODUCTION' }]);
  const { SpendLimits } = await client.send(new DescribeSpendLimitsCommand({}));
  expect(SpendLimits![0]).toMatchObject({ Name: 'TEXT_MESSAGE_MONTHLY_SPEND_LIMIT', EnforcedLimit: 100_000 });
});

it('starts secondary accounts in AWS’s SMS sandbox', async () => {
  const client = sms(sandbox, profile(sandbox, 'tendlc-sandbox-secondary-development'));
  const { AccountAttributes } = await client.send(new DescribeAccountAttributesCommand({}));
  expect(AccountAttributes).toEqual([{ Name: 'ACCOUNT_TIER', Value: 'SANDBOX' }]);
  expect((await client.send(new DescribePhoneNumbersCommand({}))).PhoneNumbers).toEqual([]);
});

describe('delivery events', () => {
  const logGroupName = '/aws/sms-voice/tendlc';
  const send = async (DestinationPhoneNumber: string, ConfigurationSetName?: string, DryRun = false) =>
    (
      await sms(sandbox, admin).send(
        new SendTextMessageCommand({
          DestinationPhoneNumber,
          OriginationIdentity: numberArn(),
          MessageBody: 'x',
          ConfigurationSetName,
          DryRun,
          Context: { run: '7' },
        }),
      )
    ).MessageId;
  const logs = (keys = admin) => new CloudWatchLogsClient(config(sandbox, keys));
  const events = async (id: string | undefined) => {
    sandbox.advance(10);
    const filterPattern = `{ $.messageId = "${id}" }`;
    const { events: found } = await logs().send(new FilterLogEventsCommand({ logGroupName, filterPattern }));
    return found!.map(({ message }) => JSON.parse(message!) as Record<string, unknown>);
  };

  it.each<[string, string, string]>([
    ['arrives', '+14254147755', 'TEXT_DELIVERED'],
    ['fails at the simulator', '+14254147167', 'TEXT_BLOCKED'],
  ])('follow a message that %s', async (_, destination, eventType) => {
    const found = await events(await send(destination, 'tendlc'));
    expect(found.at(-1)).toMatchObject({
      eventType,
      isFinal: true,
      destinationPhoneNumber: destination,
      context: { run: '7' },
    });
    expect(found.slice(0, -1).every(({ isFinal }) => isFinal === false)).toBe(true);
  });

  it('exist neither without a configuration set nor for a dry run', async () => {
    expect(await events(await send('+14254147755'))).toEqual([]);
    expect(await events(await send('+14254147755', 'tendlc', true))).toEqual([]);
  });

  it('are found by terms, by time, and in pages', async () => {
    const id = await send('+14254147755', 'tendlc');
    sandbox.advance(10);
    const find = (input: object) => logs().send(new FilterLogEventsCommand({ logGroupName, ...input }));
    expect((await find({ filterPattern: `"${id}"` })).events).toHaveLength(3);
    expect((await find({ filterPattern: `"${id}"`, startTime: Date.now() + 86_400_000 })).events).toEqual([]);
    const page = await find({ filterPattern: `"${id}"`, limit: 2 });
    expect((await find({ filterPattern: `"${id}"`, nextToken: page.nextToken })).events).toHaveLength(1);
  });

  it('answer errors as CloudWatch Logs does', async () => {
    const ask = (name: string, keys?: Keys) =>
      refusal(logs(keys).send(new FilterLogEventsCommand({ logGroupName: name })));
    expect(await ask('/other')).toMatchObject({ code: 'ResourceNotFoundException', status: 400 });
    expect(await ask(logGroupName, await sender(sandbox))).toMatchObject({ code: 'AccessDeniedException' });
    const odd = logs().send(new FilterLogEventsCommand({ logGroupName, filterPattern: '[a, b]' }));
    expect((await refusal(odd)).code).toBe('NotImplemented');
  });
});

describe('SimulatePrincipalPolicy', () => {
  const iam = () => new IAMClient(config(sandbox, profile(sandbox, 'tendlc-sandbox-secondary-development')));
  const simulate = (PolicySourceArn: string, action: string, resource: string) =>
    iam().send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn,
        ActionNames: [action],
        ResourceArns: [resource],
      }),
    );

  it.each<[string, string, string, string]>([
    [VERIFIER, 'sts:AssumeRole', SENDER, 'allowed'],
    [VERIFIER, 'sts:AssumeRole', SENDER.replace('development', 'other'), 'implicitDeny'],
    [OUTSIDER, 'sts:AssumeRole', SENDER, 'allowed'],
    [OUTSIDER, 'sts:AssumeRole', 'arn:aws:iam::111122223333:role/other', 'implicitDeny'],
    ['arn:aws:iam::222233334444:role/app-notifier', 'sts:AssumeRole', SENDER, 'allowed'],
    ['arn:aws:iam::222233334444:user/administrator', 's3:GetObject', 'arn:aws:s3:::b/k', 'allowed'],
  ])('%s %s %s: %s', async (source, action, resource, decision) => {
    const { EvaluationResults } = await simulate(source, action, resource);
    expect(EvaluationResults).toMatchObject([{ EvalActionName: action, EvalDecision: decision }]);
  });

  it('refuses missing principals and input that it does not evaluate', async () => {
    expect((await refusal(simulate(`${VERIFIER}x`, 'sts:AssumeRole', '*'))).code).toBe(
      'NoSuchEntityException',
    );
    expect((await refusal(simulate(VERIFIER, 'AssumeRole', '*'))).code).toBe('InvalidInputException');
    const withPolicy = iam().send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: VERIFIER,
        ActionNames: ['s3:Get'],
        ResourcePolicy: '{}',
      }),
    );
    expect((await refusal(withPolicy)).code).toBe('NotImplemented');
  });
});
