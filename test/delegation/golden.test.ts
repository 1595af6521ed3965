import { delegate } from '../../src/delegation';
import {
  buildManifest,
  configurationSet,
  hex,
  type ManifestParts,
  pool,
  role,
  sso,
  user,
} from '../support/manifest';

const PIPELINE = { trustedPrincipals: ['arn:aws:iam::999900001111:role/pipeline'] };
const PHONE = 'arn:aws:sms-voice:us-east-1:111122223333:phone-number/phone-0123456789abcdef0123456789abcdef';

const development = (parts: ManifestParts) => {
  const delegation = delegate(buildManifest(parts));
  const secondary = delegation.secondaries.find(({ key }) => key === 'development')!;
  const sender = delegation.senderRoles.find(({ key }) => key === 'development' || key === undefined);
  return { ...delegation, secondary, sender: sender! };
};

const full: ManifestParts = {
  main: { organizationId: 'o-a1b2c3d4e5' },
  secondaries: {
    development: {
      principals: [sso('Developers'), role('app-notifier')],
      externalId: { current: 'dev-10dlc' },
    },
  },
  verify: PIPELINE,
};

describe('the trust policy', () => {
  const callers =
    '["arn:aws:iam::222233334444:role/app-notifier","arn:aws:iam::222233334444:role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_Developers_????????????????","arn:aws:iam::222233334444:role/tendlc/TenDlcVerifier"]';
  const senders = `{"Sid":"Senders","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::222233334444:root"},"Action":"sts:AssumeRole","Condition":{"ArnLike":{"aws:PrincipalArn":${callers}},"StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5","sts:ExternalId":"dev-10dlc"}}}`;
  const suspended = '{"Sid":"Suspended","Effect":"Deny","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}';
  const plain =
    '{"Sid":"Senders","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::222233334444:root"},"Action":"sts:AssumeRole"}';
  const oneCaller = (arn: string) =>
    plain.replace(/}$/, `,"Condition":{"ArnLike":{"aws:PrincipalArn":"${arn}"}}}`);

  const whole = { ...full.secondaries!.development };
  const cases: [string, ManifestParts, string][] = [
    ['principals, external ID, organization and verifier', full, senders],
    [
      'suspended: the Deny comes last',
      { ...full, secondaries: { development: { ...whole, status: 'suspended' } } },
      `${senders},${suspended}`,
    ],
    [
      'session context is a statement of its own, without the external ID',
      { ...full, secondaries: { development: { ...whole, sessionContext: ['tags', 'sourceIdentity'] } } },
      `${senders},{"Sid":"SessionContext","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::222233334444:root"},"Action":["sts:SetSourceIdentity","sts:TagSession"],"Condition":{"ArnLike":{"aws:PrincipalArn":${callers}},"StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}}`,
    ],
    [
      'external: no organization',
      { ...full, secondaries: { development: { ...whole, external: true } } },
      senders.replace('"aws:PrincipalOrgID":"o-a1b2c3d4e5",', ''),
    ],
    [
      'an external ID in rotation, the list sorted',
      {
        ...full,
        secondaries: { development: { ...whole, externalId: { current: 'old-id', previous: 'new-id' } } },
      },
      senders.replace('"dev-10dlc"', '["new-id","old-id"]'),
    ],
    [
      'no stack in the secondary: no verifier to admit',
      { ...full, secondaries: { development: { ...whole, assumePolicy: 'none' } } },
      senders.replace(',"arn:aws:iam::222233334444:role/tendlc/TenDlcVerifier"', ''),
    ],
    ['the whole account', { secondaries: { development: { principals: 'account' } } }, plain],
    [
      'the whole account, with the verifier in it',
      { secondaries: { development: { principals: 'account' } }, verify: PIPELINE },
      plain,
    ],
    [
      'a user with a path',
      { secondaries: { development: { principals: [user('ops/mailer')] } } },
      oneCaller('arn:aws:iam::222233334444:user/ops/mailer'),
    ],
    [
      'a pattern, written once',
      { secondaries: { development: { principals: [role('service/crm-*'), role('service/crm-*')] } } },
      oneCaller('arn:aws:iam::222233334444:role/service/crm-*'),
    ],
    [
      'another partition',
      { main: { partition: 'aws-us-gov' } },
      oneCaller('arn:aws:iam::222233334444:role/app-notifier').replaceAll('arn:aws:', 'arn:aws-us-gov:'),
    ],
    [
      'the European sovereign partition',
      { main: { partition: 'aws-eusc' } },
      oneCaller('arn:aws:iam::222233334444:role/app-notifier').replaceAll('arn:aws:', 'arn:aws-eusc:'),
    ],
  ];

  it.each(cases)('%s', (_name, parts, statements) => {
    expect(development(parts).sender.trustPolicy).toBe(
      `{"Version":"2012-10-17","Statement":[${statements}]}`,
    );
  });
});

describe('the send policy', () => {
  const POOL = 'arn:aws:sms-voice:us-east-1:111122223333:pool/pool-0123456789abcdef0123456789abcdef';
  const SET = 'arn:aws:sms-voice:us-east-1:111122223333:configuration-set/tendlc';
  const main = {
    pools: [pool('marketing', 'pool-0123456789abcdef0123456789abcdef')],
    configurationSets: [configurationSet('tendlc')],
    pinpointApplicationId: '0123456789abcdef0123456789abcdef',
    mediaBucket: 'my-media',
  };
  const sms = `{"Sid":"SendSms","Effect":"Allow","Action":"sms-voice:SendTextMessage","Resource":"${PHONE}"}`;
  const all = `["${SET}","${PHONE}","${POOL}"]`;
  const pinpoint =
    '{"Sid":"SendPinpoint","Effect":"Allow","Action":"mobiletargeting:SendMessages","Resource":"arn:aws:mobiletargeting:us-east-1:111122223333:apps/0123456789abcdef0123456789abcdef/messages"}';

  const cases: [string, ManifestParts, string][] = [
    ['one number', {}, sms],
    [
      'everything there is',
      {
        main,
        secondaries: {
          development: {
            pools: ['marketing'],
            configurationSets: ['tendlc'],
            apis: ['pinpoint', 'sms-voice'],
            channels: ['voice', 'mms', 'sms'],
          },
        },
      },
      [
        sms.replace(`"${PHONE}"`, all),
        `{"Sid":"SendMms","Effect":"Allow","Action":"sms-voice:SendMediaMessage","Resource":${all}}`,
        '{"Sid":"ReadMedia","Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::my-media/*"}',
        `{"Sid":"SendVoice","Effect":"Allow","Action":"sms-voice:SendVoiceMessage","Resource":${all}}`,
        pinpoint,
      ].join(),
    ],
    ['Pinpoint alone', { main, secondaries: { development: { apis: ['pinpoint'] } } }, pinpoint],
    [
      'a channel that was not asked for is not there',
      { main, secondaries: { development: { channels: ['voice'] } } },
      sms.replace('SendSms', 'SendVoice').replace('SendTextMessage', 'SendVoiceMessage'),
    ],
  ];

  it.each(cases)('%s', (_name, parts, statements) => {
    const { sender } = development(parts);
    expect(sender.sendPolicy).toEqual({
      name: 'Send',
      document: `{"Version":"2012-10-17","Statement":[${statements}]}`,
    });
    expect(sender.suspendedPolicy).toBeUndefined();
  });

  it('keeps the send policy while suspended and denies everything beside it', () => {
    const { sender } = development({ secondaries: { development: { status: 'suspended' } } });
    expect(sender.sendPolicy.document).toBe(`{"Version":"2012-10-17","Statement":[${sms}]}`);
    expect(sender.suspendedPolicy).toEqual({
      name: 'Suspended',
      document:
        '{"Version":"2012-10-17","Statement":[{"Sid":"Suspended","Effect":"Deny","Action":"*","Resource":"*"}]}',
    });
  });
});

describe('in the secondary account', () => {
  const allow = (action: string) =>
    `{"Version":"2012-10-17","Statement":[{"Sid":"AssumeSender","Effect":"Allow","Action":${action},"Resource":"arn:aws:iam::111122223333:role/tendlc/TenDlcSender-development"}]}`;

  it('lets principals assume exactly their role', () => {
    expect(development(full).secondary.assumePolicy).toEqual({
      name: 'TenDlcAssumeSender',
      path: '/tendlc/',
      arn: 'arn:aws:iam::222233334444:policy/tendlc/TenDlcAssumeSender',
      document: allow('"sts:AssumeRole"'),
      managed: true,
      roles: ['app-notifier'],
      users: [],
      groups: [],
    });
  });

  it('asks for the session context as well', () => {
    const { secondary } = development({
      secondaries: { development: { sessionContext: ['tags', 'sourceIdentity'] } },
    });
    expect(secondary.assumePolicy!.document).toBe(
      allow('["sts:AssumeRole","sts:SetSourceIdentity","sts:TagSession"]'),
    );
  });

  it('makes a verifier and an outsider that the pipeline may assume', () => {
    const { secondary } = development(full);
    const trustPolicy =
      '{"Version":"2012-10-17","Statement":[{"Sid":"Pipeline","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::999900001111:root"},"Action":"sts:AssumeRole","Condition":{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::999900001111:role/pipeline"}}}]}';
    expect(secondary.verifier).toEqual({
      address: 'verifier-development',
      name: 'TenDlcVerifier',
      path: '/tendlc/',
      arn: 'arn:aws:iam::222233334444:role/tendlc/TenDlcVerifier',
      trustPolicy,
      inlinePolicy: {
        name: 'Inspect',
        document:
          '{"Version":"2012-10-17","Statement":[{"Sid":"Inspect","Effect":"Allow","Action":"iam:SimulatePrincipalPolicy","Resource":["arn:aws:iam::222233334444:role/*","arn:aws:iam::222233334444:user/*"]}]}',
      },
    });
    expect(secondary.outsider).toEqual({
      address: 'outsider-development',
      name: 'TenDlcOutsider',
      path: '/tendlc/',
      arn: 'arn:aws:iam::222233334444:role/tendlc/TenDlcOutsider',
      trustPolicy,
      inlinePolicy: {
        name: 'AssumeAnySender',
        document:
          '{"Version":"2012-10-17","Statement":[{"Sid":"AssumeAnySender","Effect":"Allow","Action":"sts:AssumeRole","Resource":"arn:aws:iam::111122223333:role/tendlc/*"}]}',
      },
    });
  });

  it('passes the tags of the pipeline on, for the verify roles alone', () => {
    const { secondary, sender } = development({
      ...full,
      verify: { ...full.verify, sessionContext: ['tags'] },
    });
    expect(JSON.parse(secondary.verifier!.trustPolicy).Statement[0].Action).toEqual([
      'sts:AssumeRole',
      'sts:TagSession',
    ]);
    expect(secondary.outsider!.trustPolicy).toBe(secondary.verifier!.trustPolicy);
    expect(JSON.parse(sender.trustPolicy).Statement.at(-1)).toEqual({
      Sid: 'VerifierTags',
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::222233334444:root' },
      Action: 'sts:TagSession',
      Condition: {
        ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::222233334444:role/tendlc/TenDlcVerifier' },
      },
    });
    expect(secondary.verifier!.tagSessionPolicy).toEqual({
      name: 'TagSession',
      document:
        '{"Version":"2012-10-17","Statement":[{"Sid":"TagSession","Effect":"Allow","Action":"sts:TagSession","Resource":"arn:aws:iam::111122223333:role/tendlc/TenDlcSender-development"}]}',
    });
    expect(secondary.outsider!.tagSessionPolicy).toEqual({
      name: 'TagSession',
      document:
        '{"Version":"2012-10-17","Statement":[{"Sid":"TagSession","Effect":"Allow","Action":"sts:TagSession","Resource":"arn:aws:iam::111122223333:role/tendlc/*"}]}',
    });
    expect(secondary.assumePolicy!.document).toBe(development(full).secondary.assumePolicy!.document);
  });

  it('adds no statement for tags if the account has no verify roles', () => {
    const { sender } = development({
      ...full,
      verify: { ...full.verify, sessionContext: ['tags'] },
      secondaries: { development: { assumePolicy: 'none' } },
    });
    expect(sender.trustPolicy).not.toContain('TagSession');
  });

  it('lets the outsider assume senders of other paths too, and at the root path one role alone', () => {
    const { secondary } = development({
      ...full,
      secondaries: {
        development: {},
        adopted: { accountId: '333344445555', rolePath: '/', roleName: 'Sms' },
        moved: { accountId: '444455556666', rolePath: '/sms/' },
      },
    });
    expect(JSON.parse(secondary.outsider!.inlinePolicy.document).Statement[0].Resource).toEqual([
      'arn:aws:iam::111122223333:role/Sms',
      'arn:aws:iam::111122223333:role/sms/*',
      'arn:aws:iam::111122223333:role/tendlc/*',
    ]);
  });

  it('names every pipeline in the trust policies, and sets the boundary of both roles', () => {
    const { secondary } = development({
      verify: {
        trustedPrincipals: ['arn:aws:iam::999900002222:role/b', 'arn:aws:iam::999900001111:role/a'],
        permissionsBoundaryArn: 'arn:aws:iam::{accountId}:policy/Boundary',
      },
    });
    expect(secondary.verifier!.permissionsBoundaryArn).toBe('arn:aws:iam::222233334444:policy/Boundary');
    expect(secondary.outsider!.permissionsBoundaryArn).toBe('arn:aws:iam::222233334444:policy/Boundary');
    const [statement] = JSON.parse(secondary.outsider!.trustPolicy).Statement;
    expect(statement.Principal.AWS).toEqual([
      'arn:aws:iam::999900001111:root',
      'arn:aws:iam::999900002222:root',
    ]);
    expect(statement.Condition.ArnLike['aws:PrincipalArn']).toEqual([
      'arn:aws:iam::999900001111:role/a',
      'arn:aws:iam::999900002222:role/b',
    ]);
  });

  it.each<
    [string, ManifestParts, Partial<{ managed: boolean; roles: string[]; users: string[]; groups: string[] }>]
  >([
    [
      'plain names only',
      {
        secondaries: {
          development: {
            principals: [role('b/y'), role('a/x'), role('z-*'), user('u/me'), sso('Developers')],
          },
        },
      },
      { managed: true, roles: ['x', 'y'], users: ['me'], groups: [] },
    ],
    [
      'groups without the principals',
      { secondaries: { development: { assumePolicy: { attach: false, groups: ['b', 'a', 'a'] } } } },
      { managed: true, roles: [], users: [], groups: ['a', 'b'] },
    ],
    [
      'no principal of a whole account',
      { secondaries: { development: { principals: 'account' } } },
      { managed: true, roles: [], users: [] },
    ],
    [
      'nothing where Terraform has no access',
      { secondaries: { development: { assumePolicy: 'none' } } },
      { managed: false, roles: [], users: [], groups: [] },
    ],
  ])('attaches to: %s', (_name, parts, expected) => {
    expect(development(parts).secondary.assumePolicy).toMatchObject(expected);
  });

  it('creates no verify roles if no principal may assume them, Terraform has no access, or the account is removed', () => {
    const without = (parts: ManifestParts) => {
      const { verifier, outsider } = development(parts).secondary;
      expect([verifier, outsider]).toEqual([undefined, undefined]);
    };
    without({});
    without({ ...full, secondaries: { development: { assumePolicy: 'none' } } });
    without({ ...full, secondaries: { development: { status: 'removed' } } });
    expect(
      development({ ...full, secondaries: { development: { status: 'suspended' } } }).secondary.verifier,
    ).toBeDefined();
  });
});

describe('the delegation', () => {
  it('names the role and what a secondary may send from', () => {
    const { sender, secondary } = development({
      main: {
        pools: [pool('marketing', `pool-${hex(1)}`)],
        pinpointApplicationId: hex(2),
        role: {
          permissionsBoundary: { arn: 'arn:aws:iam::111122223333:policy/B' },
          maxSessionDuration: 7200,
        },
      },
      secondaries: { development: { pools: ['marketing'], apis: ['pinpoint'] } },
    });
    expect(sender).toMatchObject({
      key: 'development',
      address: 'sender-development',
      name: 'TenDlcSender-development',
      path: '/tendlc/',
      arn: 'arn:aws:iam::111122223333:role/tendlc/TenDlcSender-development',
      maxSessionDuration: 7200,
      permissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/B',
    });
    expect(secondary).toMatchObject({
      senderRoleArn: 'arn:aws:iam::111122223333:role/tendlc/TenDlcSender-development',
      stack: 'secondary-development',
      pinpoint: { applicationId: hex(2), region: 'us-east-1' },
      originationIdentities: [
        { kind: 'number', number: 'alerts', arn: PHONE, phoneNumber: '+12065550100' },
        { kind: 'pool', number: 'pool/marketing' },
      ],
    });
  });

  it('leaves nothing of a removed account but its stack', () => {
    const { senderRoles, secondary } = development({
      ...full,
      secondaries: { development: { status: 'removed' } },
    });
    expect(senderRoles).toEqual([]);
    expect(secondary).toEqual({
      key: 'development',
      accountId: '222233334444',
      status: 'removed',
      stack: 'secondary-development',
      senderRoleArn: 'arn:aws:iam::111122223333:role/tendlc/TenDlcSender-development',
      originationIdentities: [],
    });
  });
});
