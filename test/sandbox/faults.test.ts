import {
  DeleteRolePolicyCommand,
  GetRoleCommand,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { SendTextMessageCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { FaultOptions } from '../../src/sandbox/faults';
import { numberArn } from './support/documents';
import {
  config,
  profile,
  refusal,
  sender,
  sms,
  startTest,
  type TestSandbox,
  verifier,
} from './support/sandbox';

const started: TestSandbox[] = [];
const start = async (faults: FaultOptions) => {
  const sandbox = await startTest({ faults });
  started.push(sandbox);
  return sandbox;
};
afterAll(() => Promise.all(started.map((sandbox) => sandbox.close())));

async function outcomes(faults: FaultOptions, count: number): Promise<string[]> {
  const sandbox = await start(faults);
  const sts = new STSClient(config(sandbox));
  const codes: string[] = [];
  for (let index = 0; index < count; index += 1)
    codes.push((await refusal(sts.send(new GetCallerIdentityCommand({})))).code);
  return codes;
}

it('gives the same faults for the same seed only', async () => {
  const [one, again, other] = [
    await outcomes({ errorRate: 0.3, throttle: 0.3, seed: 7 }, 30),
    await outcomes({ errorRate: 0.3, throttle: 0.3, seed: 7 }, 30),
    await outcomes({ errorRate: 0.3, throttle: 0.3, seed: 8 }, 30),
  ];
  expect(again).toEqual(one);
  expect(other).not.toEqual(one);
  expect([...new Set(one)].sort()).toEqual(['InternalFailure', 'Throttling', 'none']);
});

it.each<[string, FaultOptions, string, number]>([
  ['errors', { errorRate: 1 }, 'InternalServerException', 500],
  ['throttling', { throttle: 1 }, 'ThrottlingException', 400],
])('%s in the service’s own code', async (_, faults, code, status) => {
  const sandbox = await start(faults);
  const client = sms(sandbox, profile(sandbox, 'tendlc-sandbox-main'));
  const send = client.send(
    new SendTextMessageCommand({ DestinationPhoneNumber: '+14254147755', MessageBody: 'x' }),
  );
  expect(await refusal(send)).toMatchObject({ code, status });
  expect(sandbox.messages()).toEqual([]);
});

it('lets an SDK succeed with retries', async () => {
  const sandbox = await start({ errorRate: 0.5, seed: 3 });
  const sts = new STSClient({ ...config(sandbox), maxAttempts: 10 });
  for (let index = 0; index < 5; index += 1) await sts.send(new GetCallerIdentityCommand({}));
});

it('waits before it answers', async () => {
  const sandbox = await start({ latency: 120 });
  const before = Date.now();
  await new STSClient(config(sandbox)).send(new GetCallerIdentityCommand({}));
  expect(Date.now() - before).toBeGreaterThanOrEqual(115);
});

describe('changes of IAM take effect late', () => {
  const DELAY = 10_000;
  const RoleName = 'TenDlcSender-development';
  const send = (sandbox: TestSandbox, keys: Awaited<ReturnType<typeof sender>>) =>
    refusal(
      sms(sandbox, keys).send(
        new SendTextMessageCommand({
          DestinationPhoneNumber: '+14254147755',
          OriginationIdentity: numberArn(),
          MessageBody: 'x',
        }),
      ),
    );

  it('for grants and for denials', async () => {
    const sandbox = await startTest({ propagationDelay: DELAY });
    started.push(sandbox);
    sandbox.advance(DELAY);
    const keys = await sender(sandbox);
    const iam = new IAMClient(config(sandbox, profile(sandbox, 'tendlc-sandbox-main')));
    expect((await send(sandbox, keys)).code).toBe('none');

    await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'Send' }));
    expect((await send(sandbox, keys)).code).toBe('none');
    sandbox.advance(DELAY);
    expect((await send(sandbox, keys)).code).toBe('AccessDeniedException');

    const document = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'sms-voice:*', Resource: '*' }],
    };
    await iam.send(
      new PutRolePolicyCommand({ RoleName, PolicyName: 'Send', PolicyDocument: JSON.stringify(document) }),
    );
    expect((await send(sandbox, keys)).code).toBe('AccessDeniedException');
    sandbox.advance(DELAY);
    expect((await send(sandbox, keys)).code).toBe('none');
  });

  it('counts an output as just applied and the rest as propagated', async () => {
    const sandbox = await startTest({ propagationDelay: DELAY });
    started.push(sandbox);
    const admin = new IAMClient(config(sandbox, profile(sandbox, 'tendlc-sandbox-main')));
    await admin.send(new GetRoleCommand({ RoleName }));
    expect(await refusal(verifier(sandbox))).toMatchObject({ code: 'AccessDenied' });
    sandbox.advance(DELAY);
    await verifier(sandbox);
  });
});
