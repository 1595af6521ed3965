import * as sdk from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { assume, config, profile, refusal, startTest, type TestSandbox } from './support/sandbox';

let sandbox: TestSandbox;
let iam: sdk.IAMClient;
beforeAll(async () => {
  sandbox = await startTest();
  iam = new sdk.IAMClient(config(sandbox, profile(sandbox, 'tendlc-sandbox-main')));
});
afterAll(() => sandbox.close());

const MAIN = '111122223333';
const DEVELOPMENT = '222233334444';
const roleArn = (name: string) => `arn:aws:iam::${MAIN}:role/${name}`;
const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const trust = (AWS: string, change: object = {}) =>
  policy({ Effect: 'Allow', Principal: { AWS }, Action: ['sts:AssumeRole', 'sts:TagSession'], ...change });
const allow = (change: object = {}) => policy({ Effect: 'Allow', Action: 'sts:*', Resource: '*', ...change });

/** A role of main; `own` is its inline policy. */
async function role(name: string, trustPolicy: string, own?: string, Tags?: sdk.Tag[]): Promise<string> {
  await iam.send(new sdk.CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: trustPolicy, Tags }));
  if (own !== undefined) {
    await iam.send(new sdk.PutRolePolicyCommand({ RoleName: name, PolicyName: 'Own', PolicyDocument: own }));
  }
  return roleArn(name);
}

const developer = () => profile(sandbox, 'tendlc-sandbox-secondary-development');
const tag = (Key: string, Value = 'v') => [{ Key, Value }];

it('replaces a tag of the role by a tag of the session whose key differs in case', async () => {
  const condition = { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'blue' } } };
  const tagged = await role('Tagged', trust(DEVELOPMENT), allow(condition), tag('Team', 'red'));
  const target = await role('TagTarget', trust(MAIN));
  const blue = await assume(sandbox, developer(), tagged, { Tags: tag('team', 'blue') });
  const red = await assume(sandbox, developer(), tagged);
  expect((await refusal(assume(sandbox, blue, target))).code).toBe('none');
  expect((await refusal(assume(sandbox, red, target))).code).toBe('AccessDenied');
});

it('finds the tag of a transitive key without regard to case', async () => {
  const target = await role('Transitive', trust(DEVELOPMENT));
  const ask = (TransitiveTagKeys: string[]) =>
    refusal(assume(sandbox, developer(), target, { Tags: tag('team'), TransitiveTagKeys }));
  expect((await ask(['TEAM'])).code).toBe('none');
  expect((await ask(['other'])).code).toBe('InvalidParameterValue');
});

it.each<[string, object, number | undefined]>([
  ['nothing', {}, undefined],
  ['a tag', { Tags: tag('team') }, 1],
  ['a session policy', { Policy: allow() }, 5],
])('tells the packed size of %s', async (name, input, size) => {
  const target = await role(`Packed${name.length}`, trust(DEVELOPMENT));
  const sts = new STSClient(config(sandbox, developer()));
  const answer = await sts.send(
    new AssumeRoleCommand({ RoleArn: target, RoleSessionName: 'test', ...input }),
  );
  if (size === undefined) expect(answer.PackedPolicySize).toBeUndefined();
  else expect(answer.PackedPolicySize).toBeGreaterThanOrEqual(size);
});

it('refuses session tags that do not fit when packed', async () => {
  const target = await role('Large', trust(DEVELOPMENT));
  const random = () =>
    Array.from(
      { length: 256 },
      () => 'abcdefghijklmnopqrstuvwxyz0123456789'[Math.floor(Math.random() * 36)],
    ).join('');
  const Tags = Array.from({ length: 50 }, (_, index) => ({ Key: `k${index}`, Value: random() }));
  expect(await refusal(assume(sandbox, developer(), target, { Tags }))).toMatchObject({
    code: 'PackedPolicyTooLargeException',
    message: expect.stringContaining('Packed size of session tags consumes'),
  });
});

it.each([
  ['the session', `arn:aws:sts::${MAIN}:assumed-role/NarrowSession/test`, 'none'],
  ['its role', roleArn('NarrowRole'), 'AccessDenied'],
  ['its account', MAIN, 'AccessDenied'],
])(
  'limits by the session policy unless a trust policy names the session itself: %s',
  async (what, named, code) => {
    const name = { 'the session': 'NarrowSession', 'its role': 'NarrowRole', 'its account': 'NarrowAccount' }[
      what
    ]!;
    const narrow = await role(name, trust(DEVELOPMENT), allow());
    const target = await role(`${name}Target`, trust(named));
    const Policy = policy({ Effect: 'Allow', Action: 'sms-voice:*', Resource: '*' });
    const session = await assume(sandbox, developer(), narrow, { Policy });
    expect((await refusal(assume(sandbox, session, target))).code).toBe(code);
  },
);

it('puts the path of the organization into every request of a member', async () => {
  sandbox.world.accounts.get(DEVELOPMENT)!.organizationId = 'o-a1b2c3d4e5';
  const paths = (value: string) => ({
    Condition: { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': value } },
  });
  const inside = await role('Inside', trust(DEVELOPMENT, paths('o-a1b2c3d4e5/*')));
  const outside = await role('Outside', trust(DEVELOPMENT, paths('o-zzzzzzzzzz/*')));
  expect((await refusal(assume(sandbox, developer(), inside))).code).toBe('none');
  expect((await refusal(assume(sandbox, developer(), outside))).code).toBe('AccessDenied');
});

describe('SimulatePrincipalPolicy', () => {
  const simulate = async (RoleName: string, more: Partial<sdk.SimulatePrincipalPolicyCommandInput> = {}) => {
    const input = { PolicySourceArn: roleArn(RoleName), ActionNames: ['sts:AssumeRole'], ...more };
    const { EvaluationResults } = await iam.send(new sdk.SimulatePrincipalPolicyCommand(input));
    return EvaluationResults![0]!;
  };

  it('evaluates the caller alone, whatever the trust policy says', async () => {
    const target = await role('SimulatedTarget', trust('999900001111'));
    await role('WithoutPolicy', trust(DEVELOPMENT));
    await role('WithPolicy', trust(DEVELOPMENT), allow());
    const ResourceArns = [target];
    expect(await simulate('WithoutPolicy', { ResourceArns })).toMatchObject({ EvalDecision: 'implicitDeny' });
    expect(await simulate('WithPolicy', { ResourceArns })).toMatchObject({
      EvalDecision: 'allowed',
      ResourceSpecificResults: [{ EvalResourceName: target, EvalResourceDecision: 'allowed' }],
    });
  });

  it('names the condition keys that the request lacks', async () => {
    const Condition = {
      StringEquals: { 'aws:PrincipalTag/team': 'a', 'aws:PrincipalAccount': MAIN },
    };
    await role('Conditional', trust(DEVELOPMENT), allow({ Condition }));
    const missing = { EvalDecision: 'implicitDeny', MissingContextValues: ['aws:PrincipalTag/team'] };
    expect(await simulate('Conditional')).toMatchObject(missing);
    expect(await simulate('Conditional', { ActionNames: ['s3:GetObject'] })).toMatchObject({
      MissingContextValues: [],
    });
    const ContextEntries: sdk.ContextEntry[] = [
      { ContextKeyName: 'AWS:PrincipalTag/team', ContextKeyType: 'string', ContextKeyValues: ['a'] },
    ];
    expect(await simulate('Conditional', { ContextEntries })).toMatchObject({
      EvalDecision: 'allowed',
      MissingContextValues: [],
    });
  });
});
