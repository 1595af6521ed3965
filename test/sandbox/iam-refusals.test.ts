import * as sdk from '@aws-sdk/client-iam';
import { addRole } from '../../src/sandbox/world/entities';
import { config, profile, refusal, sender, startTest, type TestSandbox, verifier } from './support/sandbox';

let sandbox: TestSandbox;
let iam: sdk.IAMClient;
beforeAll(async () => {
  sandbox = await startTest();
  iam = new sdk.IAMClient(config(sandbox, profile(sandbox, 'tendlc-sandbox-main')));
  await iam.send(new sdk.CreateRoleCommand({ RoleName: 'Known', AssumeRolePolicyDocument: trust() }));
});
afterAll(() => sandbox.close());

const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const trust = (change: object = {}) =>
  policy({ Effect: 'Allow', Principal: { AWS: '222233334444' }, Action: 'sts:AssumeRole', ...change });
const allow = (change: object = {}) => policy({ Effect: 'Allow', Action: 's3:*', Resource: '*', ...change });
const create = (input: Partial<sdk.CreateRoleCommandInput>) =>
  new sdk.CreateRoleCommand({ RoleName: 'New', AssumeRolePolicyDocument: trust(), ...input });
const put = (PolicyDocument: string) =>
  new sdk.PutRolePolicyCommand({ RoleName: 'Known', PolicyName: 'P', PolicyDocument });
const tags = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ Key: `k${index}`, Value: 'v' }));

const MALFORMED = 'MalformedPolicyDocumentException';

it.each<[string, object, string, RegExp]>([
  ['a name with a blank', create({ RoleName: 'a b' }), 'ValidationError', /'roleName'/],
  [
    'a name of 65 characters',
    create({ RoleName: 'x'.repeat(65) }),
    'ValidationError',
    /less than or equal to 64/,
  ],
  ['a path that does not end in a slash', create({ Path: '/x' }), 'ValidationError', /'path'/],
  [
    'a session of an hour less a second',
    create({ MaxSessionDuration: 3599 }),
    'ValidationError',
    /'maxSessionDuration'/,
  ],
  ['a description with an em dash', create({ Description: 'a — b' }), 'ValidationError', /'description'/],
  [
    'a name that is taken, in other case',
    create({ RoleName: 'KNOWN' }),
    'EntityAlreadyExistsException',
    /Role with name KNOWN already exists/,
  ],
  [
    'a boundary that is not there',
    create({ PermissionsBoundary: 'arn:aws:iam::111122223333:policy/none' }),
    'NoSuchEntityException',
    /does not exist or is not attachable/,
  ],
  [
    'a tag without a key',
    create({ Tags: [{ Value: 'v' } as sdk.Tag] }),
    'ValidationError',
    /Value null at 'tags.1.member.Key' failed to satisfy constraint: Member must not be null/,
  ],
  ['51 tags', create({ Tags: tags(51) }), 'ValidationError', /'tags'/],
  [
    'tags of one key in two cases',
    create({
      Tags: [
        { Key: 'a', Value: '' },
        { Key: 'A', Value: '' },
      ],
    }),
    'InvalidInputException',
    /Duplicate tag keys/,
  ],
  ['a tag of AWS', create({ Tags: [{ Key: 'aws:x', Value: '' }] }), 'InvalidInputException', /System tags/],
  [
    'a trust policy over its quota',
    create({ AssumeRolePolicyDocument: trust({ Sid: 'x'.repeat(2048) }) }),
    'LimitExceededException',
    /^Cannot exceed quota for ACLSizePerRole: 2048$/,
  ],
  ['a trust policy that is not JSON', create({ AssumeRolePolicyDocument: '{' }), MALFORMED, /invalid Json/],
  [
    'a trust policy with a resource',
    create({ AssumeRolePolicyDocument: trust({ Resource: '*' }) }),
    MALFORMED,
    /Has prohibited field Resource/,
  ],
  [
    'a trust policy without a principal',
    create({ AssumeRolePolicyDocument: allow({ Resource: undefined }) }),
    MALFORMED,
    /Missing required field Principal/,
  ],
  [
    'a trust policy of other actions',
    create({ AssumeRolePolicyDocument: trust({ Action: ['sts:AssumeRole', 's3:GetObject'] }) }),
    MALFORMED,
    /^AssumeRole policy may only specify STS AssumeRole actions\.$/,
  ],
  [
    'a trust policy of every action',
    create({ AssumeRolePolicyDocument: trust({ Action: '*' }) }),
    MALFORMED,
    /^AssumeRole policy may only specify/,
  ],
  [
    'a principal with a wildcard in it',
    create({ AssumeRolePolicyDocument: trust({ Principal: { AWS: 'arn:aws:iam::222233334444:role/*' } }) }),
    MALFORMED,
    /^Invalid principal in policy: "AWS"/,
  ],
  [
    'an account that does not exist',
    create({ AssumeRolePolicyDocument: trust({ Principal: { AWS: '123456789012' } }) }),
    MALFORMED,
    /^Invalid principal in policy: "AWS":"123456789012"$/,
  ],
  [
    'a service that is none',
    create({ AssumeRolePolicyDocument: trust({ Principal: { Service: 'lambda' } }) }),
    MALFORMED,
    /"SERVICE":"lambda"/,
  ],
  [
    'a kind of principal that is none',
    create({ AssumeRolePolicyDocument: trust({ Principal: { Role: 'x' } }) }),
    MALFORMED,
    /Invalid principal/,
  ],
  ['a policy with a principal', put(allow({ Principal: '*' })), MALFORMED, /should not specify a principal/],
  ['a policy without a resource', put(allow({ Resource: undefined })), MALFORMED, /must contain resources/],
  ['a policy without an action', put(allow({ Action: undefined })), MALFORMED, /must contain actions/],
  ['an action without a vendor', put(allow({ Action: 'GetObject' })), MALFORMED, /prefaced by a vendor/],
  ['a resource that is not an ARN', put(allow({ Resource: 'bucket' })), MALFORMED, /must be in ARN format/],
  ['an effect that is none', put(allow({ Effect: 'allow' })), MALFORMED, /Syntax errors/],
  ['a Sid with a hyphen', put(allow({ Sid: 'a-b' })), MALFORMED, /alpha-numeric/],
  [
    'two statements of one Sid',
    put(
      policy(
        { Sid: 'A', Effect: 'Allow', Action: 's3:*', Resource: '*' },
        { Sid: 'A', Effect: 'Deny', Action: 's3:*', Resource: '*' },
      ),
    ),
    MALFORMED,
    /must be unique/,
  ],
  ['an element that is none', put(allow({ Actions: 's3:*' })), MALFORMED, /Syntax errors/],
  [
    'inline policies over their quota',
    put(allow({ Resource: `arn:aws:s3:::${'x'.repeat(10_240)}` })),
    'LimitExceededException',
    /Maximum policy size of 10240 bytes exceeded for role Known/,
  ],
  [
    'a managed policy over its quota',
    new sdk.CreatePolicyCommand({
      PolicyName: 'Big',
      PolicyDocument: allow({ Resource: `arn:aws:s3:::${'x'.repeat(6144)}` }),
    }),
    'LimitExceededException',
    /PolicySize: 6144/,
  ],
  [
    'a policy that is not there',
    new sdk.AttachRolePolicyCommand({
      RoleName: 'Known',
      PolicyArn: 'arn:aws:iam::111122223333:policy/none',
    }),
    'NoSuchEntityException',
    /does not exist or is not attachable/,
  ],
  [
    'a policy of another account',
    new sdk.AttachRolePolicyCommand({
      RoleName: 'Known',
      PolicyArn: 'arn:aws:iam::222233334444:policy/tendlc/TenDlcAssumeSender',
    }),
    'NoSuchEntityException',
    /not attachable/,
  ],
  [
    'an inline policy that is not there',
    new sdk.GetRolePolicyCommand({ RoleName: 'Known', PolicyName: 'None' }),
    'NoSuchEntityException',
    /^The role policy with name None cannot be found\.$/,
  ],
  [
    'a user that is not there',
    new sdk.GetUserCommand({ UserName: 'absent' }),
    'NoSuchEntityException',
    /^The user with name absent cannot be found\.$/,
  ],
  [
    'a group that is not there',
    new sdk.GetGroupCommand({ GroupName: 'none' }),
    'NoSuchEntityException',
    /^The group with name none cannot be found\.$/,
  ],
  [
    'an instance profile',
    new sdk.RemoveRoleFromInstanceProfileCommand({ InstanceProfileName: 'p', RoleName: 'Known' }),
    'NoSuchEntityException',
    /Instance Profile p cannot be found/,
  ],
  [
    'an operation that it does not have',
    new sdk.CreateInstanceProfileCommand({ InstanceProfileName: 'p' }),
    'NotImplemented',
    /iam:CreateInstanceProfile/,
  ],
])('refuses %s', async (_, command, code, message) => {
  const error = await refusal(iam.send(command as sdk.GetRoleCommand));
  expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
});

it('attaches at most 20 managed policies to a role', async () => {
  const attach = async (index: number) => {
    const { Policy } = await iam.send(
      new sdk.CreatePolicyCommand({ PolicyName: `Many${index}`, PolicyDocument: allow() }),
    );
    return refusal(iam.send(new sdk.AttachRolePolicyCommand({ RoleName: 'Known', PolicyArn: Policy!.Arn })));
  };
  for (let index = 0; index < 20; index += 1) expect(await attach(index)).toMatchObject({ code: 'none' });
  expect(await attach(20)).toMatchObject({
    code: 'LimitExceededException',
    message: 'Cannot exceed quota for PoliciesPerRole: 20',
  });
});

it('counts no whitespace in an inline policy and in a trust policy', async () => {
  await iam.send(put(JSON.stringify(JSON.parse(allow()), null, 2).padEnd(11_000, ' ')));
  await iam.send(create({ RoleName: 'Padded', AssumeRolePolicyDocument: trust().padEnd(4000, ' ') }));
});

describe('roles that only AWS changes', () => {
  const RoleName = 'AWSReservedSSO_Developers_0123456789abcdef';
  const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
  beforeAll(() => {
    const account = sandbox.world.accounts.get('111122223333')!;
    addRole(sandbox.world, account, {
      name: RoleName,
      path: '/aws-reserved/sso.amazonaws.com/',
      trustPolicy: trust(),
    });
  });

  it.each([
    new sdk.AttachRolePolicyCommand({ RoleName, PolicyArn }),
    new sdk.PutRolePolicyCommand({ RoleName, PolicyName: 'P', PolicyDocument: allow() }),
    new sdk.UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: trust() }),
    new sdk.UpdateRoleCommand({ RoleName }),
    new sdk.PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary: PolicyArn }),
    new sdk.DeleteRoleCommand({ RoleName }),
  ])('are protected: %#', async (command) => {
    expect(await refusal(iam.send(command as unknown as sdk.GetRoleCommand))).toMatchObject({
      code: 'UnmodifiableEntityException',
      status: 400,
    });
  });

  it.each(['/aws-service-role/ecs.amazonaws.com/', '/aws-reserved/sso.amazonaws.com/'])(
    'cannot be created at the path %s',
    async (Path) => {
      expect(await refusal(iam.send(create({ Path })))).toMatchObject({ code: 'InvalidInputException' });
    },
  );
});

describe('evaluates the caller’s policies', () => {
  const ask = async (keys: Awaited<ReturnType<typeof sender>>, RoleName: string) =>
    refusal(new sdk.IAMClient(config(sandbox, keys)).send(new sdk.GetRoleCommand({ RoleName })));

  it('names the role as AWS does', async () => {
    expect(await ask(await sender(sandbox), 'Known')).toMatchObject({
      code: 'AccessDenied',
      status: 403,
      message:
        'User: arn:aws:sts::111122223333:assumed-role/TenDlcSender-development/test is not authorized to perform: iam:GetRole on resource: role Known because no identity-based policy allows the iam:GetRole action',
    });
  });

  it('hides from a denied caller whether a resource exists', async () => {
    const keys = await verifier(sandbox);
    expect((await ask(keys, 'app-notifier')).code).toBe('AccessDenied');
    expect((await ask(keys, 'absent')).code).toBe('AccessDenied');
  });
});
