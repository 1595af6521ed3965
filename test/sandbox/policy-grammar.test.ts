import {
  checkPolicyDocument,
  type PolicyKind,
} from '../../src/sandbox/services/policy-grammar/policy-document';

type Change = Record<string, unknown>;

const PRINCIPAL = { AWS: '222233334444' };

function documentOf(kind: PolicyKind, change: Change): string {
  const common = { Effect: 'Allow', Action: 'sts:AssumeRole' };
  const statement = kind === 'trust' ? { ...common, Principal: PRINCIPAL } : { ...common, Resource: '*' };
  return JSON.stringify({ Version: '2012-10-17', Statement: { ...statement, ...change } });
}

const condition = (Condition: unknown) => ({ Condition });

it.each<[PolicyKind, Change]>([
  ['identity', condition({ StringEquals: { 'aws:RequestedRegion': ['us-east-1', 'us-west-2'] } })],
  ['identity', condition({ 'ForAllValues:StringLike': { 'aws:TagKeys': 'a*' } })],
  ['identity', condition({ 'ForAnyValue:ArnNotLikeIfExists': { 'aws:PrincipalArn': '*' } })],
  ['identity', condition({ Bool: { 'aws:SecureTransport': true } })],
  ['identity', condition({ StringEqualsIfExists: { 'aws:PrincipalTag/a b': '' } })],
  ['identity', condition({ Null: { 'aws:TokenIssueTime': 'false' } })],
  ['identity', condition({ DateLessThan: { 'aws:CurrentTime': '2026-11-25T00:00:00Z' } })],
  ['identity', condition({ NumericLessThan: { 's3:max-keys': 10 } })],
  ['identity', condition({ NotIpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '2001:db8::/32'] } })],
  ['identity', { Resource: 'arn:aws:sms-voice' }],
  ['identity', { Resource: 'arn:aws:iam::111122223333' }],
  ['identity', { Resource: 'arn:*:iam::*:role/x' }],
  ['identity', { Resource: 'arn:aws:iam::*:root' }],
  ['identity', { Resource: ['arn:aws:sms-voice:*:111122223333:phone-number/*', 'arn:aws:s3:::b/*'] }],
  ['session', { Resource: 'arn:aws:iam::111122223333:role/x' }],
  ['trust', { Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'] }],
  ['trust', { Action: 'sts:*' }],
  ['trust', { Effect: 'Deny', Principal: '*' }],
])('accepts in a policy of kind %s: %j', (kind, change) => {
  expect(() => checkPolicyDocument(documentOf(kind, change), kind)).not.toThrow();
});

it.each<[PolicyKind, Change, RegExp]>([
  ['identity', condition({ StringEqualz: { 'aws:a': 'b' } }), /Invalid Condition type : StringEqualz/],
  ['identity', condition({ stringEquals: { 'aws:a': 'b' } }), /Invalid Condition type/],
  ['trust', condition({ 'ForAnyValues:StringEquals': { 'aws:a': 'b' } }), /Invalid Condition type/],
  ['identity', condition({ 'ForAllValue:StringEquals': { 'aws:a': 'b' } }), /Invalid Condition type/],
  ['identity', condition({ StringEqualsIfExist: { 'aws:a': 'b' } }), /Invalid Condition type/],
  ['identity', condition({ NullIfExists: { 'aws:a': 'true' } }), /Invalid Condition type/],
  ['session', condition({ 'aws:a': { StringEquals: 'b' } }), /Invalid Condition type/],
  ['identity', condition({ StringEquals: 'aws:a' }), /Syntax/],
  ['identity', condition({ StringEquals: { 'aws:a': { is: 'b' } } }), /Syntax/],
  ['identity', condition({ StringEquals: { 'aws:a': null } }), /Syntax/],
  ['identity', condition({ StringEquals: { SourceIp: 'b' } }), /prefaced by a vendor/],
  ['identity', condition([]), /Syntax/],
  ['identity', condition({ Bool: { 'aws:a': 'maybe' } }), /Invalid value maybe/],
  ['identity', condition({ Null: { 'aws:a': 'yes' } }), /Invalid value/],
  ['identity', condition({ NumericEquals: { 'aws:a': 'ten' } }), /Invalid value/],
  ['identity', condition({ DateGreaterThan: { 'aws:a': 'tomorrow' } }), /Invalid value/],
  ['identity', condition({ IpAddress: { 'aws:SourceIp': '10.0.0.0/33' } }), /Invalid value/],
  ['identity', { Resource: 'arn:aws:iam:us-east-1:111122223333:role/X' }, /cannot contain region/],
  ['identity', { Resource: 'arn:aws:iam::111122223333:X' }, /IAM resource path must either/],
  ['identity', { Resource: 'arn:aws:iam::111122223333:ro*' }, /IAM resource path must either/],
  ['identity', { Resource: 'arn:aws:s*:::x' }, /vendor must be fully qualified/],
  ['identity', { Resource: 'arn:aws' }, /vendor must be fully qualified/],
  ['identity', { Resource: 'arn:awz:s3:::x' }, /Partition "awz" is not valid/],
  ['identity', { Resource: 'phone-number/x' }, /must be in ARN format/],
  ['identity', { Resource: [] }, /must contain resources/],
  ['identity', { NotResource: '*' }, /Syntax/],
  ['identity', { Principal: PRINCIPAL }, /should not specify a principal/],
  ['session', { Resource: 'arn:aws:sms-voice' }, /not a complete ARN/],
  ['trust', { NotPrincipal: PRINCIPAL }, /prohibited field NotPrincipal/],
  ['trust', { Resource: '*' }, /prohibited field Resource/],
  ['trust', { Action: 'sts:GetCallerIdentity' }, /may only specify STS AssumeRole/],
  ['trust', { Action: 'sts:Get*' }, /may only specify STS AssumeRole/],
  ['trust', { Action: '*' }, /may only specify STS AssumeRole/],
  ['identity', { Action: 'SendTextMessage' }, /prefaced by a vendor/],
  ['identity', { Action: 'sms voice:SendTextMessage' }, /Vendor sms voice is not valid/],
  ['identity', { Action: 'sms-voice:Send-Text' }, /Syntax/],
  ['identity', { Sid: 'a b' }, /alpha-numeric/],
  ['identity', { Effect: 'allow' }, /Syntax/],
  ['identity', { Conditions: {} }, /Syntax/],
])('refuses in a policy of kind %s: %j', (kind, change, message) => {
  const check = () => checkPolicyDocument(documentOf(kind, change), kind);
  expect(check).toThrow(expect.objectContaining({ code: 'MalformedPolicyDocument' }));
  expect(check).toThrow(message);
});
