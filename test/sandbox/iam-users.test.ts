import * as sdk from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { config, type Keys, profile, refusal, startTest, type TestSandbox } from './support/sandbox';

let sandbox: TestSandbox;
let iam: sdk.IAMClient;
beforeAll(async () => {
  sandbox = await startTest();
  iam = new sdk.IAMClient(config(sandbox, profile(sandbox, 'tendlc-sandbox-main')));
});
afterAll(() => sandbox.close());

const UserName = 'alice';
const GroupName = 'senders';
const ALLOW = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'iam:ListRoles', Resource: '*' }],
});
const BOUNDARY = 'arn:aws:iam::aws:policy/AdministratorAccess';

async function createKey(): Promise<Keys> {
  const { AccessKey } = await iam.send(new sdk.CreateAccessKeyCommand({ UserName }));
  return { accessKeyId: AccessKey!.AccessKeyId!, secretAccessKey: AccessKey!.SecretAccessKey! };
}

const listRoles = (keys: Keys) =>
  refusal(new sdk.IAMClient(config(sandbox, keys)).send(new sdk.ListRolesCommand({})));

it('creates and deletes a user, whose keys work until their deletion', async () => {
  const { User } = await iam.send(
    new sdk.CreateUserCommand({ UserName, Path: '/x/', Tags: [{ Key: 'a', Value: 'b' }] }),
  );
  expect(User).toMatchObject({
    Arn: 'arn:aws:iam::111122223333:user/x/alice',
    UserId: expect.stringMatching(/^AIDA/),
  });
  expect(await refusal(iam.send(new sdk.CreateUserCommand({ UserName: 'ALICE' })))).toMatchObject({
    code: 'EntityAlreadyExistsException',
  });
  await iam.send(new sdk.TagUserCommand({ UserName, Tags: [{ Key: 'c', Value: 'd' }] }));
  await iam.send(new sdk.UntagUserCommand({ UserName, TagKeys: ['a'] }));
  expect((await iam.send(new sdk.ListUserTagsCommand({ UserName }))).Tags).toEqual([
    { Key: 'c', Value: 'd' },
  ]);
  await iam.send(new sdk.PutUserPermissionsBoundaryCommand({ UserName, PermissionsBoundary: BOUNDARY }));
  expect((await iam.send(new sdk.GetUserCommand({ UserName }))).User).toMatchObject({
    PermissionsBoundary: { PermissionsBoundaryArn: BOUNDARY },
  });
  await iam.send(new sdk.DeleteUserPermissionsBoundaryCommand({ UserName }));
  expect((await iam.send(new sdk.ListUsersCommand({ PathPrefix: '/x/' }))).Users).toMatchObject([
    { UserName },
  ]);

  const keys = await createKey();
  await createKey();
  expect(await refusal(createKey())).toMatchObject({ code: 'LimitExceededException' });
  const own = new sdk.IAMClient(config(sandbox, keys));
  expect((await new STSClient(config(sandbox, keys)).send(new GetCallerIdentityCommand({}))).UserId).toBe(
    User!.UserId,
  );
  expect((await refusal(own.send(new sdk.GetUserCommand({})))).message).toContain('resource: user alice');
  expect((await listRoles(keys)).code).toBe('AccessDenied');
  await iam.send(new sdk.PutUserPolicyCommand({ UserName, PolicyName: 'P', PolicyDocument: ALLOW }));
  expect((await listRoles(keys)).code).toBe('none');
  expect(
    decodeURIComponent(
      (await iam.send(new sdk.GetUserPolicyCommand({ UserName, PolicyName: 'P' }))).PolicyDocument!,
    ),
  ).toBe(ALLOW);
  expect((await iam.send(new sdk.ListUserPoliciesCommand({ UserName }))).PolicyNames).toEqual(['P']);
  expect(await refusal(iam.send(new sdk.DeleteUserCommand({ UserName })))).toMatchObject({
    code: 'DeleteConflictException',
  });
  await iam.send(new sdk.DeleteUserPolicyCommand({ UserName, PolicyName: 'P' }));

  const { AccessKeyMetadata } = await iam.send(new sdk.ListAccessKeysCommand({ UserName }));
  expect(AccessKeyMetadata).toHaveLength(2);
  for (const { AccessKeyId } of AccessKeyMetadata!)
    await iam.send(new sdk.DeleteAccessKeyCommand({ UserName, AccessKeyId }));
  expect((await listRoles(keys)).code).toBe('InvalidClientTokenId');
  await iam.send(new sdk.DeleteUserCommand({ UserName }));
});

it("gives a member of a group the group's permissions", async () => {
  await iam.send(new sdk.CreateUserCommand({ UserName }));
  await iam.send(new sdk.CreateGroupCommand({ GroupName, Path: '/g/' }));
  expect(await refusal(iam.send(new sdk.CreateGroupCommand({ GroupName })))).toMatchObject({
    code: 'EntityAlreadyExistsException',
  });
  const keys = await createKey();
  await iam.send(new sdk.PutGroupPolicyCommand({ GroupName, PolicyName: 'G', PolicyDocument: ALLOW }));
  expect((await listRoles(keys)).code).toBe('AccessDenied');
  await iam.send(new sdk.AddUserToGroupCommand({ GroupName, UserName }));
  expect((await listRoles(keys)).code).toBe('none');
  expect((await iam.send(new sdk.GetGroupCommand({ GroupName }))).Users).toMatchObject([{ UserName }]);
  expect((await iam.send(new sdk.ListGroupsForUserCommand({ UserName }))).Groups).toMatchObject([
    { GroupName, Path: '/g/' },
  ]);
  expect((await iam.send(new sdk.ListGroupsCommand({}))).Groups).toHaveLength(1);
  expect((await iam.send(new sdk.GetGroupPolicyCommand({ GroupName, PolicyName: 'G' }))).GroupName).toBe(
    GroupName,
  );
  expect((await iam.send(new sdk.ListGroupPoliciesCommand({ GroupName }))).PolicyNames).toEqual(['G']);
  expect((await iam.send(new sdk.ListAttachedGroupPoliciesCommand({ GroupName }))).AttachedPolicies).toEqual(
    [],
  );
  await iam.send(new sdk.DeleteGroupPolicyCommand({ GroupName, PolicyName: 'G' }));
  expect((await listRoles(keys)).code).toBe('AccessDenied');
});

it("evaluates the default version of a user's managed policy", async () => {
  const { Policy } = await iam.send(
    new sdk.CreatePolicyCommand({ PolicyName: 'List', PolicyDocument: ALLOW }),
  );
  const PolicyArn = Policy!.Arn!;
  const keys = await createKey();
  await iam.send(new sdk.AttachUserPolicyCommand({ UserName, PolicyArn }));
  expect((await iam.send(new sdk.ListAttachedUserPoliciesCommand({ UserName }))).AttachedPolicies).toEqual([
    { PolicyName: 'List', PolicyArn },
  ]);
  expect((await listRoles(keys)).code).toBe('none');
  const nothing = ALLOW.replace('iam:ListRoles', 's3:GetObject');
  await iam.send(
    new sdk.CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: nothing, SetAsDefault: true }),
  );
  expect((await listRoles(keys)).code).toBe('AccessDenied');
  expect(
    (await iam.send(new sdk.GetPolicyVersionCommand({ PolicyArn, VersionId: 'v1' }))).PolicyVersion,
  ).toMatchObject({ IsDefaultVersion: false });
  await iam.send(new sdk.SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: 'v1' }));
  expect((await listRoles(keys)).code).toBe('none');
});

it('limits by a boundary, and names it as the reason', async () => {
  const { Policy } = await iam.send(
    new sdk.CreatePolicyCommand({
      PolicyName: 'Bound',
      PolicyDocument: ALLOW.replace('iam:ListRoles', 's3:*'),
    }),
  );
  const keys = (await iam.send(new sdk.ListAccessKeysCommand({ UserName }))).AccessKeyMetadata![0]!;
  const { secretAccessKey } = sandbox.world.accessKeys.get(keys.AccessKeyId!)!;
  await iam.send(new sdk.PutUserPermissionsBoundaryCommand({ UserName, PermissionsBoundary: Policy!.Arn }));
  expect((await listRoles({ accessKeyId: keys.AccessKeyId!, secretAccessKey })).message).toMatch(
    /because no permissions boundary allows the iam:ListRoles action$/,
  );
});

it('refuses a session that asks for its own user', async () => {
  const session = new sdk.IAMClient(config(sandbox));
  expect(await refusal(session.send(new sdk.GetUserCommand({})))).toMatchObject({
    code: 'ValidationError',
    message: 'Must specify userName when calling with non-User credentials',
  });
});
