import { buildManifest, type ManifestParts } from '../support/manifest';
import { type Json, synthesizeToScratch } from '../support/synthesized';

const imports = (parts: ManifestParts, stack: string): Json =>
  synthesizeToScratch(buildManifest(parts)).stack(stack).import;
const ALL = ['role', 'send', 'assumePolicy'] as const;

it('the stacks import exactly the listed resources, under their existing names', () => {
  const parts: ManifestParts = {
    secondaries: { development: { import: [...ALL], roleName: 'SmsSender', rolePath: '/' } },
  };
  expect(imports(parts, 'main')).toEqual([
    { to: 'aws_iam_role.sender-development', id: 'SmsSender' },
    { to: 'aws_iam_role_policy.send-development', id: 'SmsSender:Send' },
  ]);
  expect(imports(parts, 'secondary-development')).toEqual([
    {
      to: 'aws_iam_policy.assume-sender-development',
      id: 'arn:aws:iam::222233334444:policy/TenDlcAssumeSender',
    },
  ]);
  expect(imports({ secondaries: { development: { import: ['send'] } } }, 'main')).toEqual([
    { to: 'aws_iam_role_policy.send-development', id: 'TenDlcSender-development:Send' },
  ]);
});

it('an import names the provider in a stack of several accounts', () => {
  const parts: ManifestParts = { secondaries: { development: { import: [...ALL], stack: 'main' } } };
  expect(imports(parts, 'main').map(({ to, provider }: Json) => [to, provider])).toEqual([
    ['aws_iam_role.sender-development', undefined],
    ['aws_iam_role_policy.send-development', undefined],
    ['aws_iam_policy.assume-sender-development', 'aws.development'],
  ]);
});

it('a shared role is imported once, even if several secondaries list it', () => {
  const secondary = (accountId: string) => ({ accountId, import: [...ALL] });
  const parts: ManifestParts = {
    main: { role: { strategy: 'shared' } },
    secondaries: { a: secondary('222233334444'), b: secondary('333344445555') },
  };
  expect(imports(parts, 'main')).toEqual([
    { to: 'aws_iam_role.sender', id: 'TenDlcSender' },
    { to: 'aws_iam_role_policy.send', id: 'TenDlcSender:Send' },
  ]);
});

it('nothing is imported without import, or for a removed account', () => {
  expect(imports({}, 'main')).toBeUndefined();
  const removed: ManifestParts = { secondaries: { development: { import: [...ALL], status: 'removed' } } };
  expect(imports(removed, 'main')).toBeUndefined();
  expect(imports(removed, 'secondary-development')).toBeUndefined();
});
