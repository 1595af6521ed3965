/** Few values, so that policies often match requests. */
export const MAIN = '111122223333';
export const OTHER = '222233334444';
const THIRD = '333344445555';

const ROLE = `arn:aws:iam::${MAIN}:role/tendlc/TenDlcSender-dev`;

/** Actions, each with resources of its requests. */
export const TARGETS: readonly { action: string; resources: readonly string[] }[] = [
  { action: 'sts:AssumeRole', resources: [ROLE, `arn:aws:iam::${MAIN}:role/TenDlcSender`] },
  { action: 'sts:TagSession', resources: [ROLE] },
  {
    action: 'sms-voice:SendTextMessage',
    resources: [
      `arn:aws:sms-voice:us-east-1:${MAIN}:phone-number/phone-0123`,
      `arn:aws:sms-voice:us-east-1:${MAIN}:phone-number/phone-4567`,
      `arn:aws:sms-voice:us-west-2:${MAIN}:pool/pool-0123`,
    ],
  },
  { action: 'sms-voice:SendMediaMessage', resources: [`arn:aws:sms-voice:us-east-1:${MAIN}:pool/pool-0123`] },
  { action: 's3:GetObject', resources: [`arn:aws:s3:::my-media/a/b.png`, 'arn:aws:s3:::my-media/a:b'] },
  { action: 'sqs:SendMessage', resources: [`arn:aws:sqs:us-east-1:${MAIN}:queue1`] },
];

export interface Caller {
  kind: 'user' | 'session' | 'service' | 'anonymous';
  arn: string;
  accountId: string;
  roleArn?: string;
}

function session(accountId: string, path: string, role: string, name: string): Caller {
  const arn = `arn:aws:sts::${accountId}:assumed-role/${role}/${name}`;
  return { kind: 'session', arn, accountId, roleArn: `arn:aws:iam::${accountId}:role${path}${role}` };
}

export const CALLERS: readonly Caller[] = [
  { kind: 'user', arn: `arn:aws:iam::${MAIN}:user/ann`, accountId: MAIN },
  { kind: 'user', arn: `arn:aws:iam::${OTHER}:user/team/bob`, accountId: OTHER },
  session(MAIN, '/', 'app-notifier', 'run-1'),
  session(OTHER, '/', 'app-notifier', 'run-1'),
  session(OTHER, '/', 'TenDlcVerifier', 'tendlc'),
  { kind: 'service', arn: 'sns.amazonaws.com', accountId: 'sns.amazonaws.com' },
  { kind: 'anonymous', arn: '', accountId: '' },
];

/** Single-valued keys, with values for requests and policies. */
export const STRING_KEYS: Record<string, readonly string[]> = {
  'sts:ExternalId': ['dev-10dlc', 'Dev-10DLC', 'prod-10dlc', 'dev-10dlc-old'],
  'aws:PrincipalOrgID': ['o-a1b2c3d4e5', 'o-zzzzzzzzzz'],
  'aws:RequestedRegion': ['us-east-1', 'us-west-2', 'eu-west-1'],
  'aws:PrincipalTag/team': ['alerts', 'Billing', 'ops', MAIN],
  'aws:PrincipalAccount': [MAIN, OTHER, THIRD],
  'sts:RoleSessionName': ['ann', 'bob', 'run-1', ''],
};

export const SET_KEYS: Record<string, readonly string[]> = {
  'aws:TagKeys': ['team', 'stage', 'Team', 'cost'],
  'aws:PrincipalOrgPaths': ['o-a1b2c3d4e5/r-1/ou-1/', 'o-a1b2c3d4e5/r-1/ou-2/'],
};

export const ARN_KEYS: Record<string, readonly string[]> = {
  'aws:PrincipalArn': CALLERS.flatMap(({ kind, arn, roleArn }) =>
    kind === 'service' || kind === 'anonymous' ? [] : [roleArn ?? arn],
  ),
  'aws:SourceArn': [
    `arn:aws:sns:us-east-1:${MAIN}:topic1`,
    `arn:aws:s3:::my-media`,
    `arn:aws:sns:us-east-1:${OTHER}:a:b`,
  ],
};

export const NUMERIC_KEYS: Record<string, readonly string[]> = {
  's3:max-keys': ['0', '5', '10', '10.5', '-3'],
  'aws:MultiFactorAuthAge': ['0', '5', '10', '300'],
};

export const DATE_KEYS: Record<string, readonly string[]> = {
  'aws:CurrentTime': ['2026-01-01T00:00:00Z', '2026-06-30T12:00:00Z', '2027-01-01T00:00:00Z'],
  'aws:TokenIssueTime': ['2026-01-01T00:00:00Z', '2026-06-30T12:00:00Z'],
};

export const BOOL_KEYS: Record<string, readonly string[]> = {
  'aws:SecureTransport': ['true', 'false'],
  'aws:MultiFactorAuthPresent': ['true', 'false'],
};

export const IP_KEYS: Record<string, readonly string[]> = {
  'aws:SourceIp': ['203.0.113.7', '203.0.113.200', '198.51.100.1', '2001:db8::1', '2001:db8:1::1'],
};
export const IP_RANGES = [
  '203.0.113.0/24',
  '203.0.113.7',
  '203.0.113.0/25',
  '2001:db8::/48',
  '0.0.0.0/0',
  '198.51.100.1/32',
];

export const BINARY_KEYS: Record<string, readonly string[]> = {
  'test:Digest': ['QmluYXJ5', 'AAEC', 'AAE='],
};
