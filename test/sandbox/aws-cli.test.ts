import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { childEnvironment } from '../../src/cli/sandbox/environment';
import { APPLICATION, numberArn, SENDER, VERIFIER } from './support/documents';
import { profile, startTest, type TestSandbox } from './support/sandbox';

/** A client from outside this project. If it is absent, its tests are skipped and say so. */
const version = /aws-cli\/(\d+)\.(\d+)\.(\d+)/.exec(
  spawnSync('aws', ['--version'], { encoding: 'utf8' }).stdout ?? '',
);
const [major, minor] = version ? [Number(version[1]), Number(version[2])] : [0, 0];
/** AWS_ENDPOINT_URL and endpoint_url: AWS CLI 1.29 and 2.13. Older ones only know --endpoint-url, for the call itself. */
const knowsEndpoints = (major === 1 && minor >= 29) || (major === 2 && minor >= 13) || major > 2;
if (!version) console.warn('the AWS CLI is not installed: its tests of the sandbox are skipped');
else if (!knowsEndpoints)
  console.warn(`${version[0]} does not know AWS_ENDPOINT_URL: roles by profile are skipped`);
const withCli = version ? describe : describe.skip;
const withEndpoints = knowsEndpoints ? it : it.skip;

let sandbox: TestSandbox;
let env: NodeJS.ProcessEnv;
beforeAll(async () => {
  sandbox = await startTest();
  // The AWS CLI keeps sessions below HOME, and would take those of an earlier sandbox.
  const HOME = dirname(sandbox.env.AWS_CONFIG_FILE!);
  env = { ...childEnvironment(process.env, sandbox.env), AWS_PAGER: '', HOME };
});
afterAll(() => sandbox.close());

interface Ran {
  code: number | null;
  json: Record<string, never>;
  stderr: string;
}

function aws(args: string[], more: NodeJS.ProcessEnv = {}): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn('aws', [...args, '--endpoint-url', sandbox.url, '--output', 'json'], {
      env: { ...env, ...more },
    });
    const text = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].on('data', (data) => {
        text[stream] += data;
      });
    }
    child.on('close', (code) =>
      resolve({ code, json: text.stdout.trim() ? JSON.parse(text.stdout) : {}, stderr: text.stderr }),
    );
  });
}

const main = ['--profile', 'tendlc-sandbox-main'];
const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: '222233334444' }, Action: 'sts:AssumeRole' }],
});
const send = (identity: string, more: string[] = []) => [
  'pinpoint-sms-voice-v2',
  'send-text-message',
  '--destination-phone-number',
  '+14254147755',
  '--origination-identity',
  identity,
  '--message-body',
  'Hello – from the AWS CLI',
  ...more,
];

withCli('the AWS CLI', () => {
  jest.setTimeout(120_000);

  it("gets the caller's identity", async () => {
    const { json } = await aws(['sts', 'get-caller-identity']);
    expect(json).toMatchObject({
      Account: '999900001111',
      Arn: 'arn:aws:sts::999900001111:assumed-role/pipeline/sandbox',
    });
  });

  withEndpoints('becomes a role through profiles, and sends', async () => {
    appendFileSync(
      sandbox.env.AWS_CONFIG_FILE,
      `\n[profile verifier]\nrole_arn = ${VERIFIER}\nsource_profile = default\nregion = us-east-1\n` +
        `[profile sender]\nrole_arn = ${SENDER}\nexternal_id = dev-10dlc\nsource_profile = verifier\nregion = us-east-1\n` +
        `[profile unlisted]\nrole_arn = ${SENDER}\nsource_profile = verifier\nregion = us-east-1\n`,
    );
    const sent = await aws(send(numberArn(), ['--profile', 'sender', '--context', 'run=7']));
    expect(sent.json).toEqual({ MessageId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(sandbox.messages().at(-1)).toMatchObject({
      body: 'Hello – from the AWS CLI',
      encoding: 'Unicode',
      context: { run: '7' },
    });
    const unlisted = await aws(['sts', 'get-caller-identity', '--profile', 'unlisted']);
    expect(unlisted.code).not.toBe(0);
    expect(unlisted.stderr).toMatch(
      /\(AccessDenied\) when calling the AssumeRole operation: User: arn:aws:sts::222233334444:assumed-role\/TenDlcVerifier/,
    );
  });

  it("gets AWS's errors for denied and wrong calls", async () => {
    const assumed = await aws(['sts', 'assume-role', '--role-arn', VERIFIER, '--role-session-name', 'cli']);
    const { AccessKeyId, SecretAccessKey, SessionToken } = assumed.json.Credentials as unknown as Record<
      string,
      string
    >;
    const keys = {
      AWS_ACCESS_KEY_ID: AccessKeyId,
      AWS_SECRET_ACCESS_KEY: SecretAccessKey,
      AWS_SESSION_TOKEN: SessionToken,
    };
    const denied = await aws(send(numberArn()), keys);
    expect(denied.stderr).toMatch(
      /\(AccessDeniedException\) when calling the SendTextMessage operation: User: arn:aws:sts::222233334444:assumed-role\/TenDlcVerifier\/cli is not authorized to perform: sms-voice:SendTextMessage/,
    );
    const wrong = await aws(send('arn:aws:iam::111122223333:role/x', main));
    expect(wrong.stderr).toMatch(
      /\(ValidationException\) when calling the SendTextMessage operation: The ARN/,
    );
    const forged = await aws(send(numberArn()), { ...keys, AWS_SECRET_ACCESS_KEY: 'forged' });
    expect(forged.stderr).toMatch(/\(InvalidSignatureException\)/);
  });

  it('sends by Pinpoint, and describes', async () => {
    const request = JSON.stringify({
      Addresses: { '+14254147755': { ChannelType: 'SMS' } },
      MessageConfiguration: { SMSMessage: { Body: 'x', MessageType: 'TRANSACTIONAL' } },
    });
    const sent = await aws([
      'pinpoint',
      'send-messages',
      '--application-id',
      APPLICATION,
      '--message-request',
      request,
      ...main,
    ]);
    expect(sent.json).toMatchObject({
      MessageResponse: { Result: { '+14254147755': { DeliveryStatus: 'SUCCESSFUL' } } },
    });
    const numbers = await aws(['pinpoint-sms-voice-v2', 'describe-phone-numbers', ...main]);
    expect((numbers.json.PhoneNumbers as unknown as object[]).length).toBe(3);
  });

  it('creates, changes and deletes a role', async () => {
    const iam = (...args: string[]) => aws(['iam', ...args, ...main]);
    const named = ['--role-name', 'FromCli'];
    expect(
      (await iam('create-role', ...named, '--assume-role-policy-document', trust)).json.Role,
    ).toMatchObject({ Path: '/' });
    const policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
    });
    await iam('put-role-policy', ...named, '--policy-name', 'P', '--policy-document', policy);
    expect((await iam('get-role-policy', ...named, '--policy-name', 'P')).json.PolicyDocument).toEqual(
      JSON.parse(policy),
    );
    expect((await iam('list-roles', '--query', 'Roles[].RoleName')).json).toContain('FromCli');
    const conflict = await iam('delete-role', ...named);
    expect(conflict.stderr).toMatch(
      /\(DeleteConflict\) when calling the DeleteRole operation: Cannot delete entity, must delete policies first\./,
    );
    await iam('delete-role-policy', ...named, '--policy-name', 'P');
    expect((await iam('delete-role', ...named)).code).toBe(0);
    expect((await iam('get-role', ...named)).stderr).toMatch(
      /\(NoSuchEntity\) when calling the GetRole operation: The role with name FromCli cannot be found\./,
    );
  });

  it('names an operation that the sandbox does not have', async () => {
    const other = await aws(['s3api', 'list-buckets', ...main]);
    expect(other.code).not.toBe(0);
    expect(other.stderr).toMatch(/NotImplemented|501/);
  });
});

it('gets credentials', () => expect(profile(sandbox, 'tendlc-sandbox-main').accessKeyId).toMatch(/^AKIA/));
