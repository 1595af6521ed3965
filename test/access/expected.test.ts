import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type AssumeRoleContext,
  expectAssumeSender,
  expectOutsider,
  expectVerifier,
  isIntended,
  isPipeline,
} from '../../src/access/expected';
import type { Manifest } from '../../src/manifest/types';
import { rich, shared } from './samples';

test('the expectations share no code with what makes or evaluators the policies', () => {
  const source = readFileSync(join(__dirname, '../../src/access/expected.ts'), 'utf8');
  const imports = [...source.matchAll(/from '([^']+)'|require\(|import\(/g)].map(
    ([text, path]) => path ?? text,
  );
  expect(imports).toEqual(['../manifest/types']);
});

const secondaryOf = (manifest: Manifest, key: string) => manifest.secondaries.find((one) => one.key === key)!;
const org = 'o-a1b2c3d4e5';

test('tags pass from the pipeline to the sender by the verify roles alone, with verify.sessionContext', () => {
  const tagged = shared();
  const manifest = { ...tagged, verify: { ...tagged.verify, sessionContext: ['tags' as const] } };
  const one = secondaryOf(manifest, 'one');
  const pipeline = 'arn:aws:iam::999900001111:role/pipeline';
  const sender = 'arn:aws:iam::111122223333:role/tendlc/TenDlcSender';
  const caller = { accountId: '222233334444', externalId: 'one-10dlc', organizationId: org, tags: true };
  const verifier = { ...caller, principal: 'role/tendlc/TenDlcVerifier' };
  const answers = (of: Manifest) => [
    isPipeline(of, pipeline, ['sts:TagSession']),
    isPipeline(of, pipeline, ['sts:SetSourceIdentity']),
    expectVerifier(of, one, 'sts:TagSession', sender),
    expectOutsider(of, one, 'sts:TagSession', sender),
    expectAssumeSender(of, one, verifier),
    expectAssumeSender(of, one, { ...verifier, sourceIdentity: true }),
    expectAssumeSender(of, one, { ...caller, principal: 'role/app' }),
  ];
  expect(answers(manifest)).toEqual([true, false, true, true, true, false, false]);
  expect(answers(tagged)).toEqual([false, false, false, false, false, false, false]);
});

describe('who may become the sender', () => {
  const asker: AssumeRoleContext = {
    accountId: '222233334444',
    principal: 'role/app-notifier',
    externalId: 'new-id',
    organizationId: org,
  };
  test.each<[string, Partial<AssumeRoleContext>, boolean]>([
    ['a listed role', {}, true],
    ['with the previous external ID', { externalId: 'old-id' }, true],
    ['with another external ID', { externalId: 'NEW-ID' }, false],
    ['without an external ID', { externalId: undefined }, false],
    ['from outside the organization', { organizationId: undefined }, false],
    ['from another organization', { organizationId: 'o-other' }, false],
    ['from another account', { accountId: '333344445555' }, false],
    ['with tags that the manifest allows', { tags: true, sourceIdentity: true }, true],
    ['a user of a path', { principal: 'user/team/mailer' }, true],
    ['the same name in another path', { principal: 'user/mailer' }, false],
    ['the same name of another kind', { principal: 'user/app-notifier' }, false],
    ['a name that begins the same', { principal: 'role/app-notifier2' }, false],
    ['one that a pattern matches', { principal: 'role/service/worker-7' }, true],
    ['one that it does not', { principal: 'role/service/boss' }, false],
    [
      'a permission set',
      { principal: `role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Developers_${'0'.repeat(16)}` },
      true,
    ],
    [
      'one of another Region',
      {
        principal: `role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Developers_${'0'.repeat(16)}`,
      },
      true,
    ],
    [
      'another permission set',
      { principal: `role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admins_${'0'.repeat(16)}` },
      false,
    ],
    ['one whose name only ends so', { principal: `role/AWSReservedSSO_Developers_${'0'.repeat(16)}` }, false],
    ['the verifier', { principal: 'role/TenDlcVerifier' }, false],
    ['the verifier in its path', { principal: 'role/tendlc/TenDlcVerifier' }, true],
    ['the outsider', { principal: 'role/tendlc/TenDlcOutsider' }, false],
  ])('%s', (_, change, expected) => {
    const manifest = rich();
    expect(expectAssumeSender(manifest, secondaryOf(manifest, 'rotating'), { ...asker, ...change })).toBe(
      expected,
    );
  });

  test.each<[string, string, Partial<AssumeRoleContext>, boolean]>([
    [
      'an external account needs no organization',
      'partner',
      { principal: 'role/bridge', externalId: 'partner-10dlc', organizationId: undefined },
      true,
    ],
    ['the whole account', 'open', { principal: 'role/anything', externalId: undefined }, true],
    ['tags where the manifest has none', 'open', { principal: 'role/anything', tags: true }, false],
    ['a suspended account', 'halted', { principal: 'role/halted' }, false],
    ['a removed account', 'gone', { principal: 'role/gone' }, false],
    [
      'no verifier without access',
      'elsewhere',
      { principal: 'role/tendlc/TenDlcVerifier', externalId: 'elsewhere-10dlc' },
      false,
    ],
  ])('%s', (_, key, change, expected) => {
    const manifest = rich();
    const secondary = secondaryOf(manifest, key);
    const caller = { ...asker, accountId: secondary.accountId, ...change };
    expect(expectAssumeSender(manifest, secondary, caller)).toBe(expected);
  });

  test.each<[string, Partial<AssumeRoleContext>, boolean]>([
    ['its own', { accountId: '222233334444', externalId: 'one-10dlc', principal: 'role/app' }, true],
    [
      "another's, with its own ID",
      { accountId: '333344445555', externalId: 'two-10dlc', principal: 'role/other' },
      true,
    ],
    ["another's ID", { accountId: '333344445555', externalId: 'one-10dlc', principal: 'role/other' }, false],
    [
      'a suspended one',
      { accountId: '444455556666', externalId: 'three-10dlc', principal: 'role/app' },
      false,
    ],
  ])('a shared role admits %s', (_, change, expected) => {
    const manifest = shared();
    expect(expectAssumeSender(manifest, secondaryOf(manifest, 'one'), { ...asker, ...change })).toBe(
      expected,
    );
  });
});

describe('what a session may do', () => {
  const numbers = 'arn:aws:sms-voice:us-east-1:111122223333:phone-number/phone-';
  const alerts = `${numbers}0123456789abcdef0123456789abcdef`;
  const marketing = `${numbers}fedcba9876543210fedcba9876543210`;
  const pool = 'arn:aws:sms-voice:us-east-1:111122223333:pool/pool-0123456789abcdef0123456789abcdef';
  const pinpoint =
    'arn:aws:mobiletargeting:us-east-1:111122223333:apps/0123456789abcdef0123456789abcdef/messages';
  test.each<[string, string, string, boolean]>([
    ['rotating', 'sms-voice:SendTextMessage', alerts, true],
    ['rotating', 'sms-voice:SendMediaMessage', pool, true],
    ['rotating', 'sms-voice:SendVoiceMessage', alerts, true],
    ['rotating', 'sms-voice:SendTextMessage', marketing, false],
    ['rotating', 'sms-voice:DescribeSpendLimits', '*', false],
    ['rotating', 'mobiletargeting:SendMessages', pinpoint, false],
    ['rotating', 's3:GetObject', 'arn:aws:s3:::my-media/a', true],
    ['rotating', 's3:GetObject', 'arn:aws:s3:::my-media-2/a', false],
    ['rotating', 's3:PutObject', 'arn:aws:s3:::my-media/a', false],
    ['open', 'sms-voice:SendTextMessage', marketing, true],
    ['open', 'sms-voice:SendMediaMessage', marketing, false],
    ['open', 'mobiletargeting:SendMessages', pinpoint, true],
    ['open', 's3:GetObject', 'arn:aws:s3:::my-media/a', false],
    ['halted', 'sms-voice:SendTextMessage', alerts, false],
  ])('of %s: %s on %s: %s', (key, action, resource, expected) => {
    const manifest = rich();
    expect(isIntended(manifest, secondaryOf(manifest, key), action, resource)).toBe(expected);
  });
});

test('what the verify roles are for', () => {
  const manifest = rich();
  const open = secondaryOf(manifest, 'open');
  const sender = 'arn:aws:iam::111122223333:role/tendlc/TenDlcSender-open';
  expect(isPipeline(manifest, 'arn:aws:iam::999900001111:role/pipeline')).toBe(true);
  expect(isPipeline(manifest, 'arn:aws:iam::999900001111:role/pipeline2')).toBe(false);
  const simulate = 'iam:SimulatePrincipalPolicy';
  expect(expectVerifier(manifest, open, simulate, 'arn:aws:iam::444455556666:role/x')).toBe(true);
  expect(expectVerifier(manifest, open, simulate, 'arn:aws:iam::444455556666:policy/x')).toBe(false);
  expect(expectVerifier(manifest, open, 'iam:GetRole', 'arn:aws:iam::444455556666:role/x')).toBe(false);
  expect(expectVerifier(manifest, open, 'iam:DeleteRole', 'arn:aws:iam::444455556666:role/x')).toBe(false);
  expect(expectVerifier(manifest, open, 'sts:AssumeRole', sender)).toBe(true);
  expect(expectVerifier(manifest, open, 'sts:TagSession', sender)).toBe(false);
  expect(expectOutsider(manifest, open, 'sts:AssumeRole', sender)).toBe(true);
  expect(expectOutsider(manifest, open, 'sts:AssumeRole', 'arn:aws:iam::111122223333:role/Admin')).toBe(
    false,
  );
  expect(expectOutsider(manifest, open, 'sts:TagSession', sender)).toBe(false);
});
