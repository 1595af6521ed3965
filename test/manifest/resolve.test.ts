import { parseManifest } from '../../src/manifest';
import type { Manifest, Secondary } from '../../src/manifest/types';

const main = `version: 1
main:
  name: production
  accountId: "111122223333"
  region: us-east-1
  numbers:
    alerts: {phoneNumber: "+12065550100", phoneNumberId: phone-0123456789abcdef0123456789abcdef}
    west: {phoneNumber: "+12065550101", phoneNumberArn: "arn:aws:sms-voice:us-west-2:111122223333:phone-number/phone-fedcba9876543210fedcba9876543210", region: us-west-2}
`;

function read(text: string): Manifest {
  const { manifest, diagnostics } = parseManifest(text, 'accounts.yaml');
  if (!manifest) throw new Error(JSON.stringify(diagnostics, null, 1));
  return manifest;
}

/** One secondary, of these defaults and these own keys. */
function secondary(own: string, defaults = '{}', more = ''): Secondary {
  const text = `${main}${more}defaults: ${defaults}\nsecondaries:\n  development: {accountId: "222233334444", numbers: [alerts], principals: account, ${own}}\n`;
  return read(text).secondaries[0]!;
}

describe('defaults', () => {
  it.each([
    ['a scalar replaces', '{title: Theirs}', 'title: Mine', { title: 'Mine' }],
    ['a scalar is taken', '{title: Theirs}', '', { title: 'Theirs' }],
    ['a list replaces', '{channels: [sms, voice]}', 'channels: [sms]', { channels: ['sms'] }],
    [
      'maps merge by key',
      '{assumePolicy: {attach: false, groups: [theirs]}}',
      'assumePolicy: {groups: [mine]}',
      { assumePolicy: { attach: false, groups: ['mine'] } },
    ],
    [
      'a word replaces a map',
      '{assumePolicy: {attach: false}}',
      'assumePolicy: none',
      { assumePolicy: 'none' },
    ],
    [
      'a map replaces a text',
      '{externalId: theirs}',
      'externalId: {current: mine}',
      { externalId: { current: 'mine' } },
    ],
    [
      'deploy replaces as a whole',
      '{deploy: {assumeRoleArn: "arn:aws:iam::{accountId}:role/Terraform", externalId: x1}}',
      'deploy: {profile: mine}',
      { deploy: { profile: 'mine' } },
    ],
    [
      'testAs replaces as a whole',
      '{testAs: {assumeRoleArn: "arn:aws:iam::{accountId}:role/test", assumeRoleExternalId: x1}}',
      'testAs: {profile: mine}',
      { testAs: { profile: 'mine' } },
    ],
  ])('%s', (_, defaults, own, expected) => {
    expect(secondary(own, defaults)).toMatchObject(expected);
    if ('deploy' in expected) expect(secondary(own, defaults).deploy).toEqual(expected.deploy);
    if ('testAs' in expected) expect(secondary(own, defaults).testAs).toEqual(expected.testAs);
  });

  it.each([
    ['externalId: "{account}-{accountId}"', { externalId: { current: 'development-222233334444' } }],
    ['title: "{account} {other}"', { title: 'development {other}' }],
    ['stack: "team-{account}"', { stack: 'team-development' }],
    [
      'roleName: "Send.{accountId}", rolePath: "/t/{account}/"',
      { roleName: 'Send.222233334444', rolePath: '/t/development/' },
    ],
    [
      'deploy: {assumeRoleArn: "arn:aws:iam::{accountId}:role/Terraform-{account}"}',
      { deploy: { assumeRoleArn: ['arn:aws:iam::222233334444:role/Terraform-development'] } },
    ],
    [
      'principals: ["role/{account}/*"]',
      {
        principals: [
          { kind: 'role', text: 'role/development/*', path: '/development/', name: '*', pattern: true },
        ],
      },
    ],
  ])('placeholders: %s', (own, expected) => {
    const text = `${main}defaults: {${own}}\nsecondaries:\n  development: {accountId: "222233334444", numbers: [alerts]${own.startsWith('principals') ? '' : ', principals: account'}}\n`;
    expect(read(text).secondaries[0]).toMatchObject(expected);
  });
});

describe('values that the manifest omits', () => {
  it('has the defaults of the reference', () => {
    expect(secondary('')).toEqual({
      key: 'development',
      title: 'development',
      accountId: '222233334444',
      numbers: ['alerts'],
      pools: [],
      configurationSets: [],
      principals: 'account',
      assumePolicy: { attach: true, groups: [] },
      externalId: undefined,
      external: false,
      apis: ['sms-voice'],
      channels: ['sms'],
      sessionContext: [],
      status: 'active',
      roleName: 'TenDlcSender-development',
      rolePath: '/tendlc/',
      import: [],
      stack: 'secondary-development',
      deploy: undefined,
      testAs: undefined,
    });
  });

  it('of main, terraform and verify', () => {
    const manifest = read(
      `${main}secondaries:\n  dev: {accountId: "222233334444", numbers: [alerts], principals: account}\n`,
    );
    expect(manifest.main.role).toEqual({
      strategy: 'per-account',
      name: 'TenDlcSender-{account}',
      path: '/tendlc/',
      maxSessionDuration: 3600,
      trustPolicyQuota: 2048,
    });
    expect(manifest.terraform).toEqual({ backend: { type: 'local' }, tags: {} });
    expect(manifest.verify).toEqual({
      roles: 'none',
      trustedPrincipals: [],
      sessionContext: [],
      destination: '+14254147755',
      body: '10DLC check {account} {number} {run}',
      sendRate: 0.5,
      maxPrice: '0.05',
    });
  });

  it('under strategy shared the one role is TenDlcSender, whatever its path', () => {
    const shared = '  role: {strategy: shared, path: /sms/}\n';
    expect(secondary('', '{}', shared)).toMatchObject({ roleName: 'TenDlcSender', rolePath: '/sms/' });
  });
});

describe('ARNs', () => {
  it.each([
    ['us-east-1', 'aws'],
    ['us-gov-west-1', 'aws-us-gov'],
    ['eusc-de-east-1', 'aws-eusc'],
  ])('of %s are in partition %s', (region, partition) => {
    const text = `${main.replace('us-east-1', region).replace(/ {4}west.*\n/, '')}  pools: {all: {poolId: pool-0123456789abcdef0123456789abcdef}}
  configurationSets: {tendlc: {}}
secondaries:
  dev: {accountId: "222233334444", numbers: [alerts], pools: [all], configurationSets: [tendlc], principals: account}
`;
    const prefix = `arn:${partition}:sms-voice:${region}:111122223333:`;
    const { numbers, pools, configurationSets } = read(text).main;
    expect([...numbers, ...pools, ...configurationSets].map(({ arn }) => arn)).toEqual([
      `${prefix}phone-number/phone-0123456789abcdef0123456789abcdef`,
      `${prefix}pool/pool-0123456789abcdef0123456789abcdef`,
      `${prefix}configuration-set/tendlc`,
    ]);
  });

  it('of a number may be given instead of its ID, and its Region be another', () => {
    const [, west] = read(
      `${main}secondaries:\n  dev: {accountId: "222233334444", numbers: [west], principals: account}\n`,
    ).main.numbers;
    expect(west).toMatchObject({
      phoneNumberId: 'phone-fedcba9876543210fedcba9876543210',
      region: 'us-west-2',
      arn: 'arn:aws:sms-voice:us-west-2:111122223333:phone-number/phone-fedcba9876543210fedcba9876543210',
    });
  });
});

describe('order', () => {
  const entries = ['b', 'a', 'c-1', 'c'].map(
    (key, index) =>
      `  ${key}: {accountId: "22223333444${index}", numbers: [alerts, west], principals: account}\n`,
  );

  it('of the secondaries is that of their keys, whatever the file says', () => {
    const one = read(`${main}secondaries:\n${entries.join('')}`);
    const other = read(`${main}secondaries:\n${entries.toReversed().join('')}`);
    expect(one.secondaries.map(({ key }) => key)).toEqual(['a', 'b', 'c', 'c-1']);
    expect(other.secondaries).toEqual(one.secondaries);
  });
});

describe('rangeOf', () => {
  const manifest = read(`${main}defaults:
  externalId: "{account}-id"
secondaries:
  dev: &dev
    accountId: "222233334444"
    numbers: [alerts]
    principals:
      - role/app
  test:
    <<: *dev
    accountId: "333344445555"
`);

  it.each([
    ['a value', ['secondaries', 'dev', 'numbers', 0], '14:15'],
    ['a block map, by its key', ['secondaries', 'dev'], '12:3'],
    ['a value of defaults', ['secondaries', 'dev', 'externalId'], '10:15'],
    ['a merged value, at its anchor', ['secondaries', 'test', 'principals', 0], '16:9'],
    ['an own value beside a merge', ['secondaries', 'test', 'accountId'], '19:16'],
    ['an omitted value: the nearest enclosing value', ['secondaries', 'dev', 'status'], '12:3'],
    ['an omitted value at the top level', ['verify', 'body'], '1:1'],
  ])('%s', (_, path, expected) => {
    const { start } = manifest.rangeOf(path);
    expect(`${start.line}:${start.column}`).toBe(expected);
  });
});
