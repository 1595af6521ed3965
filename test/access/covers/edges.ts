/** Both sides of the edge of every row of the covering relation: what one value of the wide side covers, and what not. */
export interface Edge {
  row: string;
  wide: unknown;
  covered: readonly unknown[];
  uncovered: readonly unknown[];
}

const A = '222233334444';
const role = `arn:aws:iam::${A}:role/team/app`;
const session = `arn:aws:sts::${A}:assumed-role/app/run`;

/** Principal elements. The role that is assumed is of another account. */
export const PRINCIPALS: readonly Edge[] = [
  {
    row: 'the same text',
    wide: { AWS: role },
    covered: [{ AWS: role }, { AWS: [role, role] }],
    uncovered: [{ AWS: `${role}2` }, { AWS: [role, `arn:aws:iam::${A}:user/app`] }, { AWS: A }, '*'],
  },
  {
    row: 'the account of an ARN',
    wide: { AWS: `arn:aws:iam::${A}:root` },
    covered: [{ AWS: A }, { AWS: role }, { AWS: session }, { AWS: `arn:aws:iam::${A}:user/app` }],
    uncovered: [
      { AWS: '222233334445' },
      { AWS: role.replace(A, '222233334445') },
      { AWS: role.replace('aws', 'aws-cn') },
    ],
  },
  {
    row: 'the account by its ID',
    wide: { AWS: A },
    covered: [{ AWS: `arn:aws:iam::${A}:root` }, { AWS: role }],
    uncovered: [{ AWS: 'arn:aws:iam::222233334445:root' }, '*'],
  },
  {
    row: 'the role of a session',
    wide: { AWS: role },
    covered: [{ AWS: session }],
    uncovered: [{ AWS: session.replace('/app/', '/apps/') }, { AWS: session.replace(A, '222233334445') }],
  },
  {
    row: 'everyone',
    wide: '*',
    covered: ['*', { AWS: '*' }, { AWS: [role, A] }],
    uncovered: [
      { Service: 'ec2.amazonaws.com' },
      { Federated: 'accounts.google.com' },
      { CanonicalUser: '0123' },
    ],
  },
  {
    row: 'a service, a provider, a canonical user: the same text',
    wide: { Service: ['ec2.amazonaws.com'], Federated: 'accounts.google.com', CanonicalUser: '0123' },
    covered: [
      { Service: 'ec2.amazonaws.com' },
      { Federated: 'accounts.google.com' },
      { CanonicalUser: '0123' },
    ],
    uncovered: [
      { Service: 'ecs.amazonaws.com' },
      { Federated: 'ec2.amazonaws.com' },
      { CanonicalUser: '01234' },
    ],
  },
  {
    row: 'the unique ID of a deleted role: the same text',
    wide: { AWS: 'AROAEXAMPLE' },
    covered: [{ AWS: 'AROAEXAMPLE' }],
    uncovered: [{ AWS: 'AROAEXAMPLE2' }, { AWS: role }],
  },
];

export const ACTIONS: readonly Edge[] = [
  {
    row: 'the same action, without case',
    wide: 'sts:AssumeRole',
    covered: ['sts:AssumeRole', 'STS:assumerole', ['sts:AssumeRole', 'sts:ASSUMEROLE']],
    uncovered: ['sts:AssumeRole*', 'sts:*', '*', ['sts:AssumeRole', 'sts:TagSession']],
  },
  {
    row: 'a pattern',
    wide: 'sts:Assume*',
    covered: ['sts:AssumeRole', 'sts:AssumeRole*', 'sts:Assume?*', 'sts:Assume*With*'],
    uncovered: ['sts:Assum*', 'sts:?ssume*', 'sts:TagSession'],
  },
  {
    row: 'one character',
    wide: 's3:Get?bject',
    covered: ['s3:GetObject', 's3:Get?bject'],
    uncovered: ['s3:Get*bject', 's3:Getbject'],
  },
  { row: 'every action', wide: '*', covered: ['*', 'sts:*', 'sts', '*:*', 7], uncovered: [] },
  {
    row: 'two lists',
    wide: ['sts:AssumeRole', 'sts:TagSession'],
    covered: [['sts:TagSession', 'sts:AssumeRole']],
    uncovered: [['sts:TagSession', 'sts:SetContext']],
  },
];

const sms = (resource: string, region = 'us-east-1'): string =>
  `arn:aws:sms-voice:${region}:111122223333:${resource}`;

export const RESOURCES: readonly Edge[] = [
  {
    row: 'the same ARN',
    wide: sms('pool/pool-1'),
    covered: [sms('pool/pool-1')],
    uncovered: [sms('pool/POOL-1'), sms('pool/pool-1*'), sms('pool/pool-1', '*'), '*'],
  },
  {
    row: 'a pattern at the end',
    wide: sms('pool/*'),
    covered: [sms('pool/pool-1'), sms('pool/?'), sms('pool/a/b:c'), sms('pool/*a')],
    uncovered: [sms('*'), sms('pool*'), sms('number/*'), 'arn:aws:sms-voice:us-east-1:*:pool/*'],
  },
  {
    row: 'a pattern in an account or Region crosses colons only at the end of a field',
    wide: 'arn:aws:sqs:us-*:111122223333:q?',
    covered: ['arn:aws:sqs:us-east-1:111122223333:q1', 'arn:aws:sqs:us-*:111122223333:q?'],
    uncovered: [
      'arn:aws:sqs:us-east-1:9:111122223333:q1',
      'arn:aws:sqs:*:111122223333:q1',
      'arn:aws:sqs:us-1:111122223333:q*',
    ],
  },
  {
    row: 'an incomplete ARN means all of the missing fields',
    wide: 'arn:aws:sqs',
    covered: [
      'arn:aws:sqs',
      'arn:aws:sqs:*:*:*',
      'arn:aws:sqs:us-east-1:111122223333:q',
      'arn:aws:sqs:us-east-1',
    ],
    uncovered: ['arn:aws', 'arn:aws:sns', 'arn:aws:sns:us-east-1:111122223333:q'],
  },
  {
    row: 'a pattern that AWS forbids contains only itself',
    wide: 'arn:aws:iam::111122223333:r*/app',
    covered: ['arn:aws:iam::111122223333:r*/app'],
    uncovered: ['arn:aws:iam::111122223333:role/app'],
  },
  { row: 'every resource', wide: '*', covered: ['*', 'arn:aws:sqs', sms('*'), 'pool-1', 7], uncovered: [] },
  {
    row: 'a policy variable: the same text',
    wide: 'arn:aws:s3:::b/${aws:username}/*',
    covered: ['arn:aws:s3:::b/${aws:username}/*'],
    uncovered: ['arn:aws:s3:::b/${aws:username}/a', 'arn:aws:s3:::b/ann/*'],
  },
];

const line = (operator: string, key: string, values: unknown) => ({ [operator]: { [key]: values } });
const tag = (operator: string, values: unknown) => line(operator, 'aws:PrincipalTag/t', values);
const arn = (operator: string, values: unknown) => line(operator, 'aws:PrincipalArn', values);

export const CONDITIONS: readonly Edge[] = [
  { row: 'no condition', wide: undefined, covered: [undefined, tag('StringEquals', 'a')], uncovered: [] },
  {
    row: 'another key or operator besides',
    wide: tag('StringEquals', 'a'),
    covered: [
      {
        StringEquals: { 'aws:PrincipalTag/t': 'a', 'aws:PrincipalOrgID': 'o' },
        Bool: { 'aws:SecureTransport': 'true' },
      },
    ],
    uncovered: [undefined, line('StringEquals', 'aws:PrincipalTag/u', 'a')],
  },
  {
    row: 'StringEquals: a subset of the values, keys without case',
    wide: tag('StringEquals', ['a', 'b']),
    covered: [
      tag('StringEquals', 'b'),
      tag('StringEquals', ['b', 'a', 'a']),
      line('StringEquals', 'AWS:principaltag/T', 'a'),
      tag('StringLike', 'a'),
    ],
    uncovered: [
      tag('StringEquals', ['a', 'c']),
      tag('StringEquals', 'A'),
      tag('StringLike', 'a*'),
      tag('StringEqualsIgnoreCase', 'a'),
    ],
  },
  {
    row: 'StringEqualsIgnoreCase',
    wide: tag('StringEqualsIgnoreCase', 'Ab'),
    covered: [tag('StringEqualsIgnoreCase', 'aB'), tag('StringEquals', 'AB')],
    uncovered: [tag('StringEqualsIgnoreCase', 'abc'), tag('StringLike', 'a?')],
  },
  {
    row: 'StringLike: each value contained in one',
    wide: tag('StringLike', ['a*', 'b?']),
    covered: [tag('StringLike', ['a1*', 'b?']), tag('StringEquals', ['abc', 'bc']), tag('StringLike', 'a?*')],
    uncovered: [
      tag('StringLike', '*a'),
      tag('StringLike', 'b*'),
      tag('StringEquals', 'b'),
      tag('StringEqualsIgnoreCase', 'ab'),
    ],
  },
  {
    row: 'ArnLike: field by field',
    wide: arn('ArnLike', 'arn:aws:iam::222233334444:role/app*'),
    covered: [
      arn('ArnEquals', 'arn:aws:iam::222233334444:role/app-1'),
      arn('ArnLike', 'arn:aws:iam::222233334444:role/app/x*'),
      arn('StringEquals', 'arn:aws:iam::222233334444:role/app'),
    ],
    uncovered: [
      arn('ArnLike', 'arn:aws:iam::22223333444?:role/app'),
      arn('ArnLike', 'arn:aws:iam::*:role/app'),
      arn('ArnLike', 'arn:aws:iam::222233334444:*/app'),
      arn('StringLike', 'arn:aws:iam::222233334444:role/app*'),
    ],
  },
  {
    row: 'ArnLike: a wildcard in the account field contains every account',
    wide: arn('ArnEquals', 'arn:aws:iam::*:role/app'),
    covered: [
      arn('ArnEquals', 'arn:aws:iam::222233334444:role/app'),
      arn('ArnLike', 'arn:aws:iam::2*:role/app'),
    ],
    uncovered: [arn('ArnLike', 'arn:aws:iam::2*:role/app*'), arn('ArnLike', 'arn:aws:*::2:role/app')],
  },
  {
    row: 'a negated operator: a superset of the values',
    wide: tag('StringNotEquals', ['a', 'b']),
    covered: [
      tag('StringNotEquals', ['a', 'b', 'c']),
      tag('StringEquals', 'c'),
      tag('StringNotLike', ['a*', 'b']),
    ],
    uncovered: [
      tag('StringNotEquals', 'a'),
      tag('StringEquals', ['a', 'c']),
      tag('StringNotLike', ['a*', 'c']),
    ],
  },
  {
    row: 'a negated operator on patterns',
    wide: tag('StringNotLike', 'a*'),
    covered: [tag('StringNotLike', '*'), tag('StringNotLike', ['a*', 'b']), tag('StringLike', 'b*')],
    uncovered: [tag('StringNotLike', 'ab*'), tag('StringLike', '*b')],
  },
  {
    row: 'IfExists: with or without, without is stricter',
    wide: tag('StringEqualsIfExists', ['a', 'b']),
    covered: [tag('StringEqualsIfExists', 'a'), tag('StringEquals', 'a'), tag('Null', 'true')],
    uncovered: [tag('StringEqualsIfExists', 'c'), tag('Null', 'false')],
  },
  {
    row: 'without IfExists',
    wide: tag('StringEquals', 'a'),
    covered: [tag('StringEquals', 'a')],
    uncovered: [
      tag('StringEqualsIfExists', 'a'),
      tag('ForAllValues:StringEquals', 'a'),
      tag('ForAnyValue:StringEquals', 'a'),
    ],
  },
  {
    row: 'ForAnyValue: the same prefix',
    wide: line('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', ['o/r/*']),
    covered: [line('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o/r/a/*')],
    uncovered: [
      line('ForAllValues:StringLike', 'aws:PrincipalOrgPaths', 'o/r/*'),
      line('StringLike', 'aws:PrincipalOrgPaths', 'o/r/*'),
      line('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o/*'),
      line('ForAnyValue:StringLikeIfExists', 'aws:PrincipalOrgPaths', 'o/r/*'),
    ],
  },
  {
    row: 'ForAllValues: the same prefix',
    wide: line('ForAllValues:StringEquals', 'aws:TagKeys', ['a', 'b']),
    covered: [line('ForAllValues:StringEquals', 'aws:TagKeys', 'a'), line('Null', 'aws:TagKeys', 'true')],
    uncovered: [
      line('ForAnyValue:StringEquals', 'aws:TagKeys', 'a'),
      line('StringEquals', 'aws:TagKeys', 'a'),
    ],
  },
  {
    row: 'Null: the same value, or a line that needs the key',
    wide: tag('Null', 'false'),
    covered: [tag('Null', false), tag('StringEquals', 'a'), tag('ForAnyValue:StringEquals', 'a')],
    uncovered: [
      tag('Null', 'true'),
      tag('StringNotEquals', 'a'),
      tag('StringEqualsIfExists', 'a'),
      tag('ForAllValues:StringEquals', 'a'),
    ],
  },
  {
    row: 'Bool: the same value',
    wide: line('Bool', 'aws:SecureTransport', 'true'),
    covered: [line('Bool', 'aws:SecureTransport', true), line('Bool', 'aws:SecureTransport', 'TRUE')],
    uncovered: [
      line('Bool', 'aws:SecureTransport', 'false'),
      line('BoolIfExists', 'aws:SecureTransport', 'true'),
    ],
  },
  {
    row: 'BinaryEquals: the same value',
    wide: tag('BinaryEquals', 'AAEC'),
    covered: [tag('BinaryEquals', 'AAEC')],
    uncovered: [tag('BinaryEquals', 'AAED')],
  },
  {
    row: 'Numeric comparisons: a bound at least as tight',
    wide: line('NumericLessThan', 's3:max-keys', '10'),
    covered: [
      line('NumericLessThan', 's3:max-keys', 10),
      line('NumericLessThanEquals', 's3:max-keys', '9.5'),
      line('NumericEquals', 's3:max-keys', '-1'),
    ],
    uncovered: [
      line('NumericLessThanEquals', 's3:max-keys', '10'),
      line('NumericLessThan', 's3:max-keys', '11'),
      line('NumericGreaterThan', 's3:max-keys', '5'),
      line('NumericNotEquals', 's3:max-keys', '10'),
    ],
  },
  {
    row: 'Numeric comparisons from below',
    wide: line('NumericGreaterThanEquals', 's3:max-keys', '10'),
    covered: [
      line('NumericGreaterThan', 's3:max-keys', '10'),
      line('NumericGreaterThanEquals', 's3:max-keys', '10.0'),
    ],
    uncovered: [
      line('NumericGreaterThanEquals', 's3:max-keys', '9.9'),
      line('NumericLessThan', 's3:max-keys', '20'),
    ],
  },
  {
    row: 'Date comparisons: a bound at least as tight',
    wide: line('DateLessThanEquals', 'aws:CurrentTime', '2026-06-30T12:00:00Z'),
    covered: [
      line('DateLessThan', 'aws:CurrentTime', '2026-06-30T12:00:00Z'),
      line('DateEquals', 'aws:CurrentTime', '2026-01-01'),
    ],
    uncovered: [
      line('DateLessThanEquals', 'aws:CurrentTime', '2026-06-30T12:00:01Z'),
      line('DateGreaterThan', 'aws:CurrentTime', '2026-01-01'),
    ],
  },
  {
    row: 'IpAddress: each network within one',
    wide: line('IpAddress', 'aws:SourceIp', ['203.0.113.0/24', '2001:db8::/48']),
    covered: [
      line('IpAddress', 'aws:SourceIp', ['203.0.113.128/25', '2001:db8:0:1::/64']),
      line('IpAddress', 'aws:SourceIp', '203.0.113.7'),
    ],
    uncovered: [
      line('IpAddress', 'aws:SourceIp', '203.0.112.0/23'),
      line('IpAddress', 'aws:SourceIp', ['203.0.113.7', '198.51.100.1']),
      line('NotIpAddress', 'aws:SourceIp', '203.0.113.0/24'),
    ],
  },
  {
    row: 'a policy variable: the same JSON',
    wide: tag('StringEquals', '${aws:username}'),
    covered: [tag('StringEquals', ['${aws:username}'])],
    uncovered: [tag('StringEquals', 'a'), tag('StringLike', '${aws:username}')],
  },
  {
    row: 'an unknown operator: the same JSON',
    wide: tag('StringMatches', 'a'),
    covered: [tag('StringMatches', 'a')],
    uncovered: [tag('StringMatches', 'b'), tag('StringEquals', 'a')],
  },
];
