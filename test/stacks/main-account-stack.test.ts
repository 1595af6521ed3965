import { buildManifest, type ManifestParts } from '../support/manifest';
import { type Json, synthesizeToScratch } from '../support/synthesized';

const mainStack = (parts: ManifestParts): Json => synthesizeToScratch(buildManifest(parts)).stack('main');
const byRole = {
  depends_on: ['aws_iam_role.sender-development'],
  lifecycle: { replace_triggered_by: ['aws_iam_role.sender-development.unique_id'] },
};
const TRUST =
  '{"Version":"2012-10-17","Statement":[{"Sid":"Senders","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::222233334444:root"},"Action":"sts:AssumeRole","Condition":{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::222233334444:role/app-notifier"}}}]}';
const SEND =
  '{"Version":"2012-10-17","Statement":[{"Sid":"SendSms","Effect":"Allow","Action":"sms-voice:SendTextMessage","Resource":"arn:aws:sms-voice:us-east-1:111122223333:phone-number/phone-0123456789abcdef0123456789abcdef"}]}';

/** Removes CDKTF's notes about the source of a resource. */
function resources(stack: Json): Json {
  return JSON.parse(JSON.stringify(stack.resource, (key, value) => (key === '//' ? undefined : value)));
}

it('the main stack has a role, its policy, and the exclusive resources', () => {
  expect(resources(mainStack({}))).toEqual({
    aws_iam_role: {
      'sender-development': {
        name: 'TenDlcSender-development',
        path: '/tendlc/',
        assume_role_policy: TRUST,
        max_session_duration: 3600,
        force_detach_policies: true,
      },
    },
    aws_iam_role_policy: {
      'send-development': { name: 'Send', role: 'TenDlcSender-development', policy: SEND, ...byRole },
    },
    aws_iam_role_policies_exclusive: {
      'sender-development': {
        role_name: 'TenDlcSender-development',
        policy_names: ['Send'],
        ...byRole,
        depends_on: ['aws_iam_role_policy.send-development'],
      },
    },
    aws_iam_role_policy_attachments_exclusive: {
      'sender-development': { role_name: 'TenDlcSender-development', policy_arns: [], ...byRole },
    },
  });
});

it('a suspended role gets the policy Suspended before the exclusive resource lists it', () => {
  const { aws_iam_role_policy, aws_iam_role_policies_exclusive } = resources(
    mainStack({ secondaries: { development: { status: 'suspended' } } }),
  );
  expect(aws_iam_role_policy['suspended-development']).toEqual({
    name: 'Suspended',
    role: 'TenDlcSender-development',
    policy:
      '{"Version":"2012-10-17","Statement":[{"Sid":"Suspended","Effect":"Deny","Action":"*","Resource":"*"}]}',
    ...byRole,
  });
  expect(aws_iam_role_policies_exclusive['sender-development']).toMatchObject({
    policy_names: ['Send', 'Suspended'],
    depends_on: ['aws_iam_role_policy.send-development', 'aws_iam_role_policy.suspended-development'],
  });
});

it('resources of a shared role have no key in their address', () => {
  const stack = mainStack({ main: { role: { strategy: 'shared' } } });
  expect(
    Object.entries(resources(stack)).map(([type, named]) => [type, Object.keys(named as object)]),
  ).toEqual([
    ['aws_iam_role', ['sender']],
    ['aws_iam_role_policies_exclusive', ['sender']],
    ['aws_iam_role_policy', ['send']],
    ['aws_iam_role_policy_attachments_exclusive', ['sender']],
  ]);
  expect(resources(stack).aws_iam_role_policy.send.depends_on).toEqual(['aws_iam_role.sender']);
  expect(stack.output).toEqual({
    'role-arn': { value: 'arn:aws:iam::111122223333:role/tendlc/TenDlcSender' },
  });
});

it("the role has the manifest's boundary, and its ARN is an output", () => {
  const stack = mainStack({
    main: { role: { permissionsBoundary: { arn: 'arn:aws:iam::111122223333:policy/Boundary' } } },
  });
  expect(stack.resource.aws_iam_role['sender-development'].permissions_boundary).toBe(
    'arn:aws:iam::111122223333:policy/Boundary',
  );
  expect(stack.output['role-arn-development'].value).toBe(
    'arn:aws:iam::111122223333:role/tendlc/TenDlcSender-development',
  );
});

it('a removed account has no resources in main', () => {
  const stack = mainStack({ secondaries: { development: { status: 'removed' } } });
  expect(stack.resource).toBeUndefined();
  expect(stack.output).toBeUndefined();
  expect(stack.provider.aws).toHaveLength(1);
});
