import * as sdk from '@aws-sdk/client-iam';
import { config, profile, refusal, startTest, type TestSandbox } from './support/sandbox';

let sandbox: TestSandbox;
let iam: sdk.IAMClient;
let other: sdk.IAMClient;
beforeAll(async () => {
  sandbox = await startTest();
  iam = new sdk.IAMClient(config(sandbox, profile(sandbox, 'tendlc-sandbox-main')));
  other = new sdk.IAMClient(config(sandbox, profile(sandbox, 'tendlc-sandbox-secondary-development')));
});
afterAll(() => sandbox.close());

const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
const trusting = (principal: string) =>
  document({ Effect: 'Allow', Principal: { AWS: principal }, Action: 'sts:AssumeRole' });
const TRUST = trusting('222233334444');
const ALLOW = document({ Effect: 'Allow', Action: 's3:*', Resource: '*' });
const decoded = (text: string | undefined) => JSON.parse(decodeURIComponent(text!));

it('creates, changes and deletes a role', async () => {
  const RoleName = 'Life';
  const created = await iam.send(
    new sdk.CreateRoleCommand({
      RoleName,
      Path: '/x/',
      AssumeRolePolicyDocument: TRUST,
      Description: 'first',
      Tags: [{ Key: 'team', Value: 'a' }],
    }),
  );
  expect(created.Role).toMatchObject({
    Arn: 'arn:aws:iam::111122223333:role/x/Life',
    RoleId: expect.stringMatching(/^AROA[A-Z0-9]{17}$/),
    MaxSessionDuration: 3600,
  });
  await iam.send(new sdk.UpdateRoleCommand({ RoleName, Description: 'second', MaxSessionDuration: 7200 }));
  await iam.send(new sdk.UpdateRoleDescriptionCommand({ RoleName, Description: 'third' }));
  await iam.send(new sdk.UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: trusting('*') }));
  await iam.send(
    new sdk.PutRolePermissionsBoundaryCommand({
      RoleName,
      PermissionsBoundary: 'arn:aws:iam::aws:policy/AdministratorAccess',
    }),
  );
  await iam.send(
    new sdk.TagRoleCommand({
      RoleName,
      Tags: [
        { Key: 'Team', Value: 'b' },
        { Key: 'x', Value: '' },
      ],
    }),
  );
  await iam.send(new sdk.UntagRoleCommand({ RoleName, TagKeys: ['X'] }));
  const { Role } = await iam.send(new sdk.GetRoleCommand({ RoleName: 'LIFE' }));
  expect(Role).toMatchObject({
    RoleName,
    Description: 'third',
    MaxSessionDuration: 7200,
    PermissionsBoundary: { PermissionsBoundaryArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
    Tags: [{ Key: 'Team', Value: 'b' }],
  });
  expect(Role!.AssumeRolePolicyDocument).not.toContain('{');
  expect(decoded(Role!.AssumeRolePolicyDocument).Statement[0].Principal).toEqual({ AWS: '*' });
  await iam.send(new sdk.PutRolePolicyCommand({ RoleName, PolicyName: 'P', PolicyDocument: ALLOW }));
  const inline = await iam.send(new sdk.GetRolePolicyCommand({ RoleName, PolicyName: 'P' }));
  expect(decoded(inline.PolicyDocument)).toEqual(JSON.parse(ALLOW));
  expect((await iam.send(new sdk.ListRolePoliciesCommand({ RoleName }))).PolicyNames).toEqual(['P']);
  expect((await iam.send(new sdk.ListRoleTagsCommand({ RoleName }))).Tags).toHaveLength(1);
  expect((await iam.send(new sdk.ListInstanceProfilesForRoleCommand({ RoleName }))).InstanceProfiles).toEqual(
    [],
  );
  expect(await refusal(iam.send(new sdk.DeleteRoleCommand({ RoleName })))).toMatchObject({
    status: 409,
    message: 'Cannot delete entity, must delete policies first.',
  });
  await iam.send(new sdk.DeleteRolePolicyCommand({ RoleName, PolicyName: 'P' }));
  await iam.send(new sdk.DeleteRolePermissionsBoundaryCommand({ RoleName }));
  await iam.send(new sdk.DeleteRoleCommand({ RoleName }));
  expect(await refusal(iam.send(new sdk.GetRoleCommand({ RoleName })))).toMatchObject({
    code: 'NoSuchEntityException',
    status: 404,
    message: 'The role with name Life cannot be found.',
  });
});

it('creates and deletes versions of a managed policy', async () => {
  const { Policy } = await iam.send(
    new sdk.CreatePolicyCommand({
      PolicyName: 'Managed',
      Path: '/x/',
      PolicyDocument: ALLOW,
      Description: 'd',
    }),
  );
  const PolicyArn = Policy!.Arn!;
  for (let index = 0; index < 4; index += 1) {
    await iam.send(
      new sdk.CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: ALLOW, SetAsDefault: index === 3 }),
    );
  }
  expect(
    await refusal(iam.send(new sdk.CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: ALLOW }))),
  ).toMatchObject({ code: 'LimitExceededException', status: 409 });
  const { Versions } = await iam.send(new sdk.ListPolicyVersionsCommand({ PolicyArn }));
  expect(Versions!.map(({ VersionId, IsDefaultVersion }) => [VersionId, IsDefaultVersion])).toEqual([
    ['v5', true],
    ['v4', false],
    ['v3', false],
    ['v2', false],
    ['v1', false],
  ]);
  expect(
    await refusal(iam.send(new sdk.DeletePolicyVersionCommand({ PolicyArn, VersionId: 'v5' }))),
  ).toMatchObject({ code: 'DeleteConflictException' });
  expect(await refusal(iam.send(new sdk.DeletePolicyCommand({ PolicyArn })))).toMatchObject({
    code: 'DeleteConflictException',
  });
  await iam.send(new sdk.SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: 'v2' }));
  expect((await iam.send(new sdk.GetPolicyCommand({ PolicyArn }))).Policy).toMatchObject({
    DefaultVersionId: 'v2',
    Description: 'd',
  });
  for (const VersionId of ['v1', 'v3', 'v4', 'v5'])
    await iam.send(new sdk.DeletePolicyVersionCommand({ PolicyArn, VersionId }));
  // A number is never used again.
  const next = await iam.send(new sdk.CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: ALLOW }));
  expect(next.PolicyVersion!.VersionId).toBe('v6');
  await iam.send(new sdk.DeletePolicyVersionCommand({ PolicyArn, VersionId: 'v6' }));
  await iam.send(new sdk.TagPolicyCommand({ PolicyArn, Tags: [{ Key: 'a', Value: 'b' }] }));
  expect((await iam.send(new sdk.ListPolicyTagsCommand({ PolicyArn }))).Tags).toEqual([
    { Key: 'a', Value: 'b' },
  ]);
  await iam.send(new sdk.UntagPolicyCommand({ PolicyArn, TagKeys: ['a'] }));
  await iam.send(new sdk.DeletePolicyCommand({ PolicyArn }));
  expect(await refusal(iam.send(new sdk.GetPolicyCommand({ PolicyArn })))).toMatchObject({
    code: 'NoSuchEntityException',
  });
});

it('attaches policies to roles, users and groups, and lists them', async () => {
  const { Policy } = await other.send(
    new sdk.CreatePolicyCommand({ PolicyName: 'Shared', PolicyDocument: ALLOW }),
  );
  const PolicyArn = Policy!.Arn!;
  const [RoleName, UserName, GroupName] = ['app-notifier', 'alice', 'senders'];
  await other.send(new sdk.CreateUserCommand({ UserName }));
  await other.send(new sdk.CreateGroupCommand({ GroupName }));
  await other.send(new sdk.AddUserToGroupCommand({ GroupName, UserName }));
  await other.send(new sdk.AttachRolePolicyCommand({ RoleName, PolicyArn }));
  await other.send(new sdk.AttachUserPolicyCommand({ UserName, PolicyArn }));
  await other.send(new sdk.AttachGroupPolicyCommand({ GroupName, PolicyArn }));
  const attached = await other.send(new sdk.ListAttachedRolePoliciesCommand({ RoleName, PathPrefix: '/' }));
  expect(attached.AttachedPolicies).toContainEqual({ PolicyName: 'Shared', PolicyArn });
  const all = await other.send(new sdk.ListEntitiesForPolicyCommand({ PolicyArn }));
  expect([all.PolicyRoles, all.PolicyUsers, all.PolicyGroups].map((list) => list!.length)).toEqual([1, 1, 1]);
  const users = await other.send(new sdk.ListEntitiesForPolicyCommand({ PolicyArn, EntityFilter: 'User' }));
  expect([users.PolicyRoles, users.PolicyUsers]).toEqual([
    [],
    [{ UserName, UserId: expect.stringMatching(/^AIDA/) }],
  ]);
  expect(await refusal(other.send(new sdk.DeletePolicyCommand({ PolicyArn })))).toMatchObject({
    message: 'Cannot delete a policy attached to entities.',
  });
  expect(await refusal(other.send(new sdk.DeleteGroupCommand({ GroupName })))).toMatchObject({
    code: 'DeleteConflictException',
  });
  await other.send(new sdk.DetachRolePolicyCommand({ RoleName, PolicyArn }));
  await other.send(new sdk.DetachUserPolicyCommand({ UserName, PolicyArn }));
  await other.send(new sdk.DetachGroupPolicyCommand({ GroupName, PolicyArn }));
  expect(await refusal(other.send(new sdk.DetachRolePolicyCommand({ RoleName, PolicyArn })))).toMatchObject({
    code: 'NoSuchEntityException',
  });
  await other.send(new sdk.RemoveUserFromGroupCommand({ GroupName, UserName }));
  await other.send(new sdk.DeleteUserCommand({ UserName }));
  await other.send(new sdk.DeleteGroupCommand({ GroupName }));
  await other.send(new sdk.DeletePolicyCommand({ PolicyArn }));
});

it('answers in pages and refuses an unknown marker', async () => {
  const first = await iam.send(new sdk.ListPoliciesCommand({ Scope: 'AWS', MaxItems: 1 }));
  expect(first.IsTruncated).toBe(false);
  for (let index = 0; index < 5; index += 1) {
    await iam.send(
      new sdk.CreateRoleCommand({
        RoleName: `page-${index}`,
        Path: '/page/',
        AssumeRolePolicyDocument: TRUST,
      }),
    );
  }
  const seen: string[] = [];
  let Marker: string | undefined;
  do {
    const answer: sdk.ListRolesResponse = await iam.send(
      new sdk.ListRolesCommand({ PathPrefix: '/page/', MaxItems: 2, Marker }),
    );
    seen.push(...answer.Roles!.map(({ RoleName }) => RoleName!));
    Marker = answer.Marker;
    expect(answer.IsTruncated).toBe(Marker !== undefined);
  } while (Marker);
  expect(seen).toEqual(['page-0', 'page-1', 'page-2', 'page-3', 'page-4']);
  expect(await refusal(iam.send(new sdk.ListRolesCommand({ Marker: 'made-up' })))).toMatchObject({
    code: 'ValidationError',
  });
});

describe('a role that a trust policy names', () => {
  const role = (RoleName: string) => new sdk.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUST });
  const principalOf = async (RoleName: string) => {
    const { Role } = await iam.send(new sdk.GetRoleCommand({ RoleName }));
    return decoded(Role!.AssumeRolePolicyDocument).Statement[0].Principal.AWS;
  };

  it('must exist', async () => {
    const AssumeRolePolicyDocument = trusting('arn:aws:iam::222233334444:role/absent');
    expect(
      await refusal(iam.send(new sdk.CreateRoleCommand({ RoleName: 'T', AssumeRolePolicyDocument }))),
    ).toMatchObject({
      code: 'MalformedPolicyDocumentException',
      status: 400,
      message: 'Invalid principal in policy: "AWS":"arn:aws:iam::222233334444:role/absent"',
    });
  });

  it('is stored by its ID, so a recreated role is not trusted', async () => {
    const arn = 'arn:aws:iam::222233334444:role/trusted';
    await other.send(role('trusted'));
    await iam.send(
      new sdk.CreateRoleCommand({ RoleName: 'Trusting', AssumeRolePolicyDocument: trusting(arn) }),
    );
    expect(await principalOf('Trusting')).toBe(arn);
    await other.send(new sdk.DeleteRoleCommand({ RoleName: 'trusted' }));
    expect(await principalOf('Trusting')).toMatch(/^AROA/);
    await other.send(role('trusted'));
    expect(await principalOf('Trusting')).toMatch(/^AROA/);
  });

  it('stores an account ID as the account’s root', async () => {
    await iam.send(role('Root'));
    expect(await principalOf('Root')).toBe('arn:aws:iam::222233334444:root');
  });
});
