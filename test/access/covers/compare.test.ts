import {
  atomsOf,
  compareDocuments,
  hitsSensitive,
  type Scope,
  sensitiveRequests,
} from '../../../src/access/covers';

const TRUST: Scope = { kind: 'trust', ownerAccountId: '111122223333' };
const IDENTITY: Scope = { kind: 'identity' };

const document = (...Statement: object[]) => ({
  name: 'policy',
  text: JSON.stringify({ Version: '2012-10-17', Statement }),
});
const allow = (Action: unknown, Resource: unknown = '*', more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const deny = (Action: unknown, Resource: unknown = '*', more: object = {}) => ({
  Effect: 'Deny',
  Action,
  Resource,
  ...more,
});

type Documents = ReturnType<typeof document>[];
const counts = (implied: Documents, found: Documents, scope: Scope = IDENTITY): [number, number, number] => {
  const { gains, losses, unknown } = compareDocuments(implied, found, scope);
  return [gains.length, losses.length, unknown.length];
};

const CASES: readonly [
  title: string,
  implied: Documents,
  found: Documents,
  expected: [gains: number, losses: number, unknown: number],
][] = [
  ['equal texts', [document(allow('a:B'))], [document(allow('a:B'))], [0, 0, 0]],
  [
    'split and reordered statements',
    [document(allow(['a:B', 'a:C'], ['arn:aws:x:::1', 'arn:aws:x:::2']))],
    [
      document(allow('a:C', 'arn:aws:x:::2'), allow('a:b', ['arn:aws:x:::2', 'arn:aws:x:::1'])),
      document(allow('A:C', 'arn:aws:x:::1')),
    ],
    [0, 0, 0],
  ],
  ['an Allow more', [document(allow('a:B'))], [document(allow('a:B'), allow('a:C'))], [1, 0, 0]],
  ['an Allow less', [document(allow(['a:B', 'a:C']))], [document(allow('a:B'))], [0, 1, 0]],
  ['a Deny more that hits', [document(allow('a:B'))], [document(allow('a:B'), deny('a:*'))], [0, 1, 0]],
  [
    'a Deny more that hits nothing',
    [document(allow('a:B'))],
    [document(allow('a:B'), deny('b:*'))],
    [0, 0, 0],
  ],
  ['a Deny less', [document(allow('a:B'), deny('a:*'))], [document(allow('a:B'))], [1, 0, 0]],
  [
    'an Allow that its own Deny takes away',
    [document()],
    [document(allow('a:B')), document(deny('*'))],
    [0, 0, 0],
  ],
  ['nothing against nothing', [], [document()], [0, 0, 0]],
  ['a text that is not known', [], [{ name: 'policy', text: '' }], [0, 0, 1]],
  ['two texts that are not known', [{ name: 'policy', text: '' }], [{ name: 'policy', text: '' }], [0, 0, 2]],
  ['a text that is not JSON', [document(allow('a:B'))], [{ name: 'policy', text: '{' }], [0, 1, 1]],
  [
    'a version that is not known',
    [],
    [{ name: 'policy', text: '{"Version":"2020-01-01","Statement":[]}' }],
    [0, 0, 1],
  ],
  [
    'a statement that is not an object',
    [document()],
    [{ name: 'policy', text: '{"Version":"2012-10-17","Statement":["x"]}' }],
    [1, 0, 0],
  ],
  [
    'an element that is not known',
    [document(allow('a:B'))],
    [document(allow('a:B', '*', { New: 1 }))],
    [1, 1, 0],
  ],
];

test.each(CASES)('%s: gains, losses and unknown documents', (_, implied, found, expected) => {
  expect(counts(implied, found)).toEqual(expected);
});

test('names the owner and the extra access of each uncovered statement', () => {
  const implied = [document({ Sid: 'One', ...allow(['a:B', 'a:C'], ['arn:aws:x:::1', 'arn:aws:x:::2']) })];
  const found = [
    document({
      Sid: 'Two',
      ...allow(['a:B', 'a:D'], ['arn:aws:x:::1', 'arn:aws:x:::3'], {
        Condition: { Bool: { 'aws:SecureTransport': 'true' } },
      }),
    }),
  ];
  const { gains } = compareDocuments(implied, found, IDENTITY);
  const common = {
    side: 'found',
    policy: 'policy',
    statement: 'Two',
    effect: 'Allow',
    principals: [],
    conditions: [{ operator: 'Bool', key: 'aws:SecureTransport', values: ['true'] }],
  };
  expect(gains.map(({ atoms: _, ...rest }) => rest)).toEqual([
    { ...common, actions: ['a:B'], resources: ['arn:aws:x:::3'] },
    { ...common, actions: ['a:D'], resources: ['arn:aws:x:::1'] },
    { ...common, actions: ['a:D'], resources: ['arn:aws:x:::3'] },
  ]);
});

const admit = (Condition?: object) => ({
  Effect: 'Allow',
  Principal: { AWS: '222233334444' },
  Action: 'sts:AssumeRole',
  ...(Condition && { Condition }),
});
const refuse = (Condition: object) => ({ Effect: 'Deny', Principal: '*', Action: 'sts:*', Condition });
const org = { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } };

const BY_DENY: readonly [title: string, condition: object, same: boolean][] = [
  ['StringNotEquals', { StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } }, true],
  ['StringNotEqualsIfExists', { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' } }, true],
  ['another organization', { StringNotEquals: { 'aws:PrincipalOrgID': 'o-2' } }, false],
  ['a missing key only', { Null: { 'aws:PrincipalOrgID': 'true' } }, false],
  [
    'one more line',
    { StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' }, Bool: { 'aws:SecureTransport': 'true' } },
    false,
  ],
];

test.each(BY_DENY)('a Deny by %s in place of a condition of the Allow', (_, condition, same) => {
  const { gains, losses } = compareDocuments(
    [document(admit(org))],
    [document(admit(), refuse(condition))],
    TRUST,
  );
  expect([gains.length === 0, losses.length === 0]).toEqual(
    same ? [true, true] : [false, expect.any(Boolean)],
  );
});

test('compares a thousand ARNs with a thousand others in milliseconds', () => {
  const arns = (from: number) =>
    Array.from({ length: 1000 }, (_, index) => `arn:aws:iam::222233334444:role/team-${from + index}`);
  const list = (from: number) =>
    document(
      admit({ ArnLike: { 'aws:PrincipalArn': arns(from) } }),
      allow('a:B', arns(from), { Principal: '*' }),
    );
  const started = performance.now();
  expect(
    counts(
      [list(0)],
      [
        document(
          admit({ ArnLike: { 'aws:PrincipalArn': arns(0).reverse() } }),
          allow('a:B', arns(0).reverse(), { Principal: '*' }),
        ),
      ],
      TRUST,
    ),
  ).toEqual([0, 0, 0]);
  expect(counts([list(0)], [list(1)], TRUST)[0]).toBeGreaterThan(0);
  expect(performance.now() - started).toBeLessThan(1500);
});

describe('sensitive requests', () => {
  const role = 'arn:aws:iam::111122223333:role/tendlc/TenDlcSender-dev';
  const number = 'arn:aws:sms-voice:us-east-1:111122223333:phone-number/phone-1';
  const sensitive = sensitiveRequests({
    mainAccountId: '111122223333',
    originationIdentities: [number],
    pinpointApplications: ['arn:aws:mobiletargeting:us-east-1:111122223333:apps/a/messages'],
    roles: [role],
    assumePolicies: ['arn:aws:iam::222233334444:policy/tendlc/TenDlcAssumeSender'],
    carriers: ['arn:aws:iam::222233334444:user/ann'],
  });
  test.each([
    ['sms-voice:Send*', '*', ['send']],
    ['sms-voice:SendTextMessage', 'arn:aws:sms-voice:*:*:phone-number/*', ['send']],
    ['sms-voice:SendTextMessage', 'arn:aws:sms-voice:us-east-1:111122223333:phone-number/phone-2', []],
    ['mobiletargeting:*', 'arn:aws:mobiletargeting:us-east-1:111122223333:apps/a/*', ['send']],
    ['sts:AssumeRole', 'arn:aws:iam::*:role/*', ['assume']],
    ['sts:AssumeRole', 'arn:aws:iam::111122223333:role/other', []],
    ['iam:PutRolePolicy', 'arn:aws:iam::11112222333?:role/*', ['change-iam']],
    ['iam:CreateAccessKey', 'arn:aws:iam::222233334444:user/*', ['change-iam']],
    ['iam:CreatePolicyVersion', 'arn:aws:iam::222233334444:policy/*', ['change-iam']],
    ['iam:GetRole', '*', []],
    ['sms-voice:PutResourcePolicy', number, ['share-number']],
    ['ram:CreateResourceShare', '*', ['share-number']],
    ['s3:*', '*', []],
    ['*', '*', ['send', 'send', 'assume', 'change-iam', 'share-number', 'share-number']],
    ['*:*', '*', ['send', 'send', 'assume', 'change-iam', 'share-number', 'share-number']],
  ])('%s on %s', (action, resource, kinds) => {
    const [atoms] = atomsOf(document(allow(action, resource)), 'identity') as [never];
    expect(hitsSensitive(atoms, sensitive, '111122223333').map(({ kind }) => kind)).toEqual(kinds);
  });
});
