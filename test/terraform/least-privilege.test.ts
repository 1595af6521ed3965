/** Tests that the policies in docs/terraform.md allow every call of the AWS provider, and nothing else. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type ScalarTag } from 'yaml';
import { authorize, parsePolicy } from '../../src/iam';
import type { Json } from '../support/synthesized';

const ROOT = join(__dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

function documented(name: string): Json {
  const block = new RegExp(`<!-- policy: ${name} -->\n\`\`\`json\n([^\`]+)\`\`\``).exec(
    read('docs/terraform.md'),
  );
  return JSON.parse(block![1]!);
}

interface Call {
  accountId: string;
  action: string;
  resource: string;
  /** Of Attach… and Detach…: the policy. */
  policy?: string;
}

function verdict(policy: Json, { accountId, action, resource, policy: attached }: Call): string {
  const caller = `arn:aws:iam::${accountId}:role/Terraform`;
  return authorize(
    {
      action: `iam:${action}`,
      resource: `arn:aws:iam::${accountId}:${resource}`,
      resourceAccountId: accountId,
      principal: { kind: 'role', arn: caller, accountId },
      context: attached ? { 'iam:PolicyARN': `arn:aws:iam::${accountId}:policy/${attached}` } : {},
    },
    { identity: [parsePolicy('Terraform', policy)] },
  ).verdict;
}

/** The AWS provider's calls from creation to deletion (internal/service/iam of terraform-provider-aws). */
const roleLife = [
  ...['CreateRole', 'TagRole', 'GetRole', 'ListRolePolicies', 'GetRolePolicy', 'ListAttachedRolePolicies'],
  ...['UpdateAssumeRolePolicy', 'UpdateRole', 'UpdateRoleDescription', 'UntagRole'],
  ...['PutRolePermissionsBoundary', 'DeleteRolePermissionsBoundary', 'PutRolePolicy', 'DeleteRolePolicy'],
  ...['ListInstanceProfilesForRole', 'DetachRolePolicy', 'DeleteRole'],
];
const policyLife = [
  ...['CreatePolicy', 'TagPolicy', 'GetPolicy', 'GetPolicyVersion', 'ListPolicyVersions'],
  ...['CreatePolicyVersion', 'DeletePolicyVersion', 'UntagPolicy', 'DeletePolicy'],
];
const attachments = [
  { kind: 'Role', resource: 'role/team/app-notifier' },
  { kind: 'User', resource: 'user/shop-mailer' },
  { kind: 'Group', resource: 'group/mailers' },
];
const ASSUME_SENDER = 'tendlc/TenDlcAssumeSender';

describe('in the main account', () => {
  const policy = documented('main');
  const on = (action: string, resource: string) =>
    verdict(policy, { accountId: '111122223333', action, resource });

  it.each(roleLife)('the policy allows %s on a sender role', (action) => {
    expect(on(action, 'role/tendlc/TenDlcSender-development')).toBe('allowed');
    expect(on(action, 'role/tendlc/TenDlcSender')).toBe('allowed');
    expect(on(action, 'role/Admin')).toBe('denied');
    expect(on(action, 'role/tendlc/Admin')).toBe('denied');
  });

  it.each([...policyLife, 'CreateUser', 'AttachRolePolicy', 'PassRole'])(
    'the policy does not allow %s',
    (action) => {
      expect(on(action, 'role/tendlc/TenDlcSender-development')).toBe('denied');
      expect(on(action, 'policy/tendlc/TenDlcAssumeSender')).toBe('denied');
    },
  );
});

describe('in a secondary', () => {
  const policy = documented('secondary');
  const on = (action: string, resource: string, attached?: string) =>
    verdict(policy, { accountId: '222233334444', action, resource, ...(attached && { policy: attached }) });

  it.each(roleLife)('the policy allows %s on the verify roles', (action) => {
    for (const role of ['TenDlcVerifier', 'TenDlcOutsider'])
      expect(on(action, `role/tendlc/${role}`)).toBe('allowed');
    const reads = action === 'ListAttachedRolePolicies';
    expect(on(action, 'role/Admin')).toBe(reads ? 'allowed' : 'denied');
  });

  it.each(policyLife)('the policy allows %s on TenDlcAssumeSender', (action) => {
    expect(on(action, `policy/${ASSUME_SENDER}`)).toBe('allowed');
    expect(on(action, 'policy/Other')).toBe('denied');
  });

  it.each(attachments)(
    'the policy allows attaching TenDlcAssumeSender to a $kind, and no other policy',
    ({ kind, resource }) => {
      for (const action of [`Attach${kind}Policy`, `Detach${kind}Policy`]) {
        expect(on(action, resource, ASSUME_SENDER)).toBe('allowed');
        expect(on(action, resource, 'AdministratorAccess')).toBe('denied');
      }
      expect(on(`ListAttached${kind}Policies`, resource)).toBe('allowed');
    },
  );

  it('the StackSet has the same policy', () => {
    const sub: ScalarTag = { tag: '!Sub', resolve: (text) => text };
    const ignored = ['!Ref', '!GetAtt'].map((tag): ScalarTag => ({ tag, resolve: (text) => text }));
    const lists = ['!Sub', '!Select', '!Split', '!If', '!Not', '!Equals'].map((tag) => ({
      tag,
      collection: 'seq' as const,
      resolve: (value: unknown) => value,
    }));
    const template = parse(read('examples/stackset/terraform-role.yaml'), {
      customTags: [sub, ...ignored, ...(lists as never[])],
    });
    const [inline] = template.Resources.TerraformRole.Properties.Policies;
    const text = JSON.stringify(inline.PolicyDocument)
      .replaceAll('${AWS::Partition}', 'aws')
      .replaceAll('${AWS::AccountId}', '222233334444')
      .replaceAll('${RolePath}', '/tendlc/');
    expect(JSON.parse(text)).toEqual(policy);
  });
});
