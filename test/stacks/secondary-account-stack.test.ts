import { buildManifest, type ManifestParts, role, sso, user } from '../support/manifest';
import { type Json, synthesizeToScratch } from '../support/synthesized';

const PIPELINE = { trustedPrincipals: ['arn:aws:iam::999900001111:role/pipeline'] };
const POLICY_ARN = 'arn:aws:iam::222233334444:policy/tendlc/TenDlcAssumeSender';
const ASSUME =
  '{"Version":"2012-10-17","Statement":[{"Sid":"AssumeSender","Effect":"Allow","Action":"sts:AssumeRole","Resource":"arn:aws:iam::111122223333:role/tendlc/TenDlcSender-development"}]}';
const byPolicy = {
  policy_arn: POLICY_ARN,
  depends_on: ['aws_iam_policy.assume-sender-development'],
  lifecycle: { replace_triggered_by: ['aws_iam_policy.assume-sender-development.policy_id'] },
};

const secondaryStack = (parts: ManifestParts): Json =>
  synthesizeToScratch(buildManifest(parts)).stack('secondary-development');

function resources(parts: ManifestParts): Json {
  const { resource } = secondaryStack(parts);
  return JSON.parse(JSON.stringify(resource, (key, value) => (key === '//' ? undefined : value)));
}

it('writes the policy and attaches it to the principals that have a plain name', () => {
  const principals = [role('team/app'), user('me'), role('w-*'), sso('Developers')];
  const assumePolicy = { attach: true, groups: ['mailers'] };
  expect(resources({ secondaries: { development: { principals, assumePolicy } } })).toEqual({
    aws_iam_policy: {
      'assume-sender-development': { name: 'TenDlcAssumeSender', path: '/tendlc/', policy: ASSUME },
    },
    aws_iam_role_policy_attachment: { 'assume-sender-development_app': { role: 'app', ...byPolicy } },
    aws_iam_user_policy_attachment: { 'assume-sender-development_me': { user: 'me', ...byPolicy } },
    aws_iam_group_policy_attachment: {
      'assume-sender-development_mailers': { group: 'mailers', ...byPolicy },
    },
  });
});

it('gives both verify roles a policy of their own that passes tags on', () => {
  const { aws_iam_role_policy } = resources({ verify: { ...PIPELINE, sessionContext: ['tags'] } });
  expect(Object.keys(aws_iam_role_policy).sort()).toEqual([
    'outsider-development',
    'tag-session-outsider-development',
    'tag-session-verifier-development',
    'verifier-development',
  ]);
  expect(aws_iam_role_policy['tag-session-verifier-development']).toMatchObject({
    name: 'TagSession',
    role: 'TenDlcVerifier',
    depends_on: ['aws_iam_role.verifier-development'],
    lifecycle: { replace_triggered_by: ['aws_iam_role.verifier-development.unique_id'] },
  });
});

it('makes verifier and outsider, and gives the policy to the verifier alone', () => {
  const { aws_iam_role, aws_iam_role_policy, aws_iam_role_policy_attachment } = resources({
    verify: PIPELINE,
  });
  const trust =
    '{"Version":"2012-10-17","Statement":[{"Sid":"Pipeline","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::999900001111:root"},"Action":"sts:AssumeRole","Condition":{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::999900001111:role/pipeline"}}}]}';
  const common = { path: '/tendlc/', assume_role_policy: trust, force_detach_policies: true };
  expect(aws_iam_role).toEqual({
    'verifier-development': { name: 'TenDlcVerifier', ...common },
    'outsider-development': { name: 'TenDlcOutsider', ...common },
  });
  expect(aws_iam_role_policy).toMatchObject({
    'verifier-development': {
      name: 'Inspect',
      role: 'TenDlcVerifier',
      depends_on: ['aws_iam_role.verifier-development'],
      lifecycle: { replace_triggered_by: ['aws_iam_role.verifier-development.unique_id'] },
    },
    'outsider-development': { name: 'AssumeAnySender', role: 'TenDlcOutsider' },
  });
  expect(Object.keys(aws_iam_role_policy_attachment)).toEqual([
    'assume-sender-development_app-notifier',
    'verifier-development',
  ]);
  expect(aws_iam_role_policy_attachment['verifier-development']).toEqual({
    role: 'TenDlcVerifier',
    policy_arn: POLICY_ARN,
    depends_on: ['aws_iam_policy.assume-sender-development', 'aws_iam_role.verifier-development'],
    lifecycle: {
      replace_triggered_by: [
        'aws_iam_policy.assume-sender-development.policy_id',
        'aws_iam_role.verifier-development.unique_id',
      ],
    },
  });
});

it('bounds the verify roles where the manifest says so', () => {
  const permissionsBoundaryArn = 'arn:aws:iam::{accountId}:policy/Boundary';
  const { aws_iam_role } = resources({ verify: { ...PIPELINE, permissionsBoundaryArn } });
  for (const kind of ['verifier', 'outsider'])
    expect(aws_iam_role[`${kind}-development`].permissions_boundary).toBe(
      'arn:aws:iam::222233334444:policy/Boundary',
    );
});

it('keeps names apart that Terraform would write alike', () => {
  const principals = [role('a.b'), role('a+b'), role('a_b')];
  const { aws_iam_role_policy_attachment } = resources({ secondaries: { development: { principals } } });
  const written = Object.entries(aws_iam_role_policy_attachment) as [string, { role: string }][];
  expect(written.map(([, attachment]) => attachment.role).sort()).toEqual(['a+b', 'a.b', 'a_b']);
  for (const [address] of written) expect(address).toMatch(/^assume-sender-development_a_b(_[0-9a-f]{8})?$/);
});

it('puts out the policy and a profile for the developers', () => {
  const externalId = { current: 'dev-10dlc', previous: 'old' };
  expect(secondaryStack({ secondaries: { development: { externalId } } }).output).toEqual({
    'policy-arn-development': { value: POLICY_ARN },
    'profile-development': {
      value: [
        '[profile tendlc-development]',
        'role_arn = arn:aws:iam::111122223333:role/tendlc/TenDlcSender-development',
        'external_id = dev-10dlc',
        'source_profile = default',
        'region = us-east-1',
        '',
      ].join('\n'),
    },
  });
});

it('changes nothing while suspended, and keeps the provider alone once removed', () => {
  const active = secondaryStack({ verify: PIPELINE });
  const suspended = secondaryStack({
    verify: PIPELINE,
    secondaries: { development: { status: 'suspended' } },
  });
  expect(suspended).toEqual(active);
  const removed = secondaryStack({ verify: PIPELINE, secondaries: { development: { status: 'removed' } } });
  expect(removed.resource).toBeUndefined();
  expect(removed.output).toBeUndefined();
  expect(removed.provider).toEqual(active.provider);
});
