import * as covers from '../../../src/access/covers';
import { type AtomSet, isCovered, isDisjoint, type Scope } from '../../../src/access/covers';
import { answerOf, atomsIn, EDGE_CASES, IDENTITY, TRUST } from './edge-cases';

function atoms(statement: object, scope: Scope): AtomSet {
  return atomsIn(covers, statement, scope);
}

const trust = (parts: object): AtomSet =>
  atoms({ Effect: 'Allow', Principal: { AWS: '222233334444' }, Action: 'sts:AssumeRole', ...parts }, TRUST);
const identity = (parts: object): AtomSet =>
  atoms({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*', ...parts }, IDENTITY);

test.each(EDGE_CASES)('$element, $row: $narrow is covered by $wide: $is', (edge) => {
  expect(answerOf(covers, edge)).toBe(edge.is);
});

describe('an element that is compared as JSON only', () => {
  const same = [
    { NotAction: ['s3:*', 'sts:*'], Resource: '*' },
    { Action: 's3:*', NotResource: ['arn:aws:s3:::b/*'] },
    { Action: 's3:*', Resource: '*', Surprise: 1 },
    { Effect: 'Permit', Action: 's3:*', Resource: '*' },
  ];
  const of = (parts: object): AtomSet => atoms({ Effect: 'Allow', ...parts }, IDENTITY);
  test.each(same)('%j covers itself', (parts) =>
    expect(isCovered(of(parts), of(parts), IDENTITY)).toBe(true),
  );
  test.each([
    [
      { NotAction: 's3:*', Resource: '*' },
      { NotAction: ['s3:*', 'sts:*'], Resource: '*' },
    ],
    [
      { Action: 's3:*', NotResource: 'arn:aws:s3:::b/*' },
      { Action: 's3:*', NotResource: 'arn:aws:s3:::b/a' },
    ],
    [
      { Action: 's3:*', Resource: '*', Surprise: 1 },
      { Action: 's3:*', Resource: '*' },
    ],
  ])('%j and %j do not cover each other', (one, other) => {
    expect([isCovered(of(one), of(other), IDENTITY), isCovered(of(other), of(one), IDENTITY)]).toEqual([
      false,
      false,
    ]);
  });
  test('NotPrincipal covers itself only', () => {
    const not = atoms({ Effect: 'Deny', NotPrincipal: { AWS: ['a', 'b'] }, Action: '*' }, TRUST);
    const turned = atoms({ Effect: 'Deny', NotPrincipal: { AWS: ['b', 'a'] }, Action: '*' }, TRUST);
    const less = atoms({ Effect: 'Deny', NotPrincipal: { AWS: 'a' }, Action: '*' }, TRUST);
    expect(isCovered(not, turned, TRUST)).toBe(true);
    expect(isCovered(not, less, TRUST)).toBe(false);
  });
});

describe('a trust policy of the same account', () => {
  const OWN: Scope = { kind: 'trust', ownerAccountId: '222233334444' };
  const named = trust({ Principal: { AWS: 'arn:aws:iam::222233334444:user/ann' } });
  test('does not cover a principal by its account: naming it makes its own policies needless', () => {
    expect(isCovered(named, trust({}), OWN)).toBe(false);
    expect(isCovered(named, trust({}), TRUST)).toBe(true);
  });
  test('covers it by its account in a Deny', () => {
    const deny = { ...named, effect: 'Deny' as const };
    expect(isCovered(deny, { ...trust({}), effect: 'Deny' }, OWN)).toBe(true);
  });
});

const DISJOINT: readonly [what: string, deny: object, allow: object, is: boolean][] = [
  ['actions', { Action: 'sts:A*e' }, { Action: 'sts:*m' }, true],
  ['actions', { Action: 'sts:A*e' }, { Action: 'sts:*me' }, false],
  ['actions', { Action: 'sts:?*b' }, { Action: 'sts:b' }, true],
  ['resources', { Resource: 'arn:aws:s3:::a*' }, { Resource: 'arn:aws:s3:::b*' }, true],
  ['resources', { Resource: 'arn:aws:s3:::a*' }, { Resource: 'arn:aws:s3:*:*:?b' }, false],
  ['resources', { Resource: 'arn:aws:s3' }, { Resource: 'arn:aws:sqs:*' }, true],
  ['resources', { Resource: 'arn:aws:s3' }, { Resource: 'arn:*:*:*:*:x' }, false],
  ['NotAction', { Action: undefined, NotAction: 's3:*' }, { Action: ['s3:Get*', 's3:PutObject'] }, true],
  ['NotAction', { Action: undefined, NotAction: 's3:Get*' }, { Action: 's3:*' }, false],
  [
    'NotResource',
    { Resource: undefined, NotResource: 'arn:aws:s3:::b/*' },
    { Resource: 'arn:aws:s3:::b/a*' },
    true,
  ],
  [
    'NotResource',
    { Resource: undefined, NotResource: 'arn:aws:s3:::b/*' },
    { Resource: 'arn:aws:s3:::b*' },
    false,
  ],
];

test.each(DISJOINT)('%s: %j does not hit %j: %s', (_, deny, allow, is) => {
  expect(isDisjoint(identity(deny), identity(allow))).toBe(is);
  expect(isDisjoint(identity(allow), identity(deny))).toBe(is);
});

const ARN = 'arn:aws:iam::222233334444:role/app';
const CONTRADICTIONS: readonly [deny: object, allow: object, is: boolean][] = [
  [{ StringEquals: { 'sts:ExternalId': 'a' } }, { StringEquals: { 'sts:ExternalId': ['b', 'c'] } }, true],
  [{ StringEquals: { 'sts:ExternalId': 'a' } }, { StringEquals: { 'sts:ExternalId': ['b', 'a'] } }, false],
  [{ StringEqualsIfExists: { 'sts:ExternalId': 'a' } }, { StringEquals: { 'sts:ExternalId': 'b' } }, true],
  [
    { StringEqualsIfExists: { 'sts:ExternalId': 'a' } },
    { StringEqualsIfExists: { 'sts:ExternalId': 'b' } },
    false,
  ],
  [
    { ArnNotLike: { 'aws:PrincipalArn': [ARN, 'arn:aws:iam::*:user/b'] } },
    { ArnLike: { 'aws:PrincipalArn': ARN } },
    true,
  ],
  [{ ArnNotLike: { 'aws:PrincipalArn': ARN } }, { ArnLike: { 'aws:PrincipalArn': `${ARN}*` } }, false],
  [{ Null: { 'aws:username': 'true' } }, { StringLike: { 'aws:username': '*' } }, true],
  [{ Null: { 'aws:username': 'true' } }, { StringNotLike: { 'aws:username': 'a' } }, false],
  [{ StringEquals: { 'aws:TagKeys': 'a' } }, { StringEquals: { 'aws:TagKeys': 'b' } }, false],
  [
    { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'a' } },
    { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'b' } },
    false,
  ],
  [{ StringLike: { 'sts:ExternalId': 'a*' } }, { StringEqualsIgnoreCase: { 'sts:ExternalId': 'Ab' } }, false],
  [{ StringLike: { 'sts:ExternalId': 'a?' } }, { StringEqualsIgnoreCase: { 'sts:ExternalId': 'Abc' } }, true],
  [
    { NumericLessThan: { 'aws:MultiFactorAuthAge': 10 } },
    { NumericGreaterThanEquals: { 'aws:MultiFactorAuthAge': 10 } },
    true,
  ],
  [
    { NumericLessThanEquals: { 'aws:MultiFactorAuthAge': 10 } },
    { NumericGreaterThanEquals: { 'aws:MultiFactorAuthAge': 10 } },
    false,
  ],
  [{ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, { IpAddress: { 'aws:SourceIp': '11.0.0.0/8' } }, true],
  [{ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, { IpAddress: { 'aws:SourceIp': '10.1.0.0/16' } }, false],
  [{ Bool: { 'aws:SecureTransport': 'false' } }, { Bool: { 'aws:SecureTransport': 'true' } }, true],
];

test.each(CONTRADICTIONS)('the condition %j contradicts %j: %s', (deny, allow, is) => {
  expect(isDisjoint(trust({ Condition: deny }), trust({ Condition: allow }))).toBe(is);
});

const HIT: readonly [deny: unknown, allow: unknown, is: boolean][] = [
  [{ AWS: ARN }, { AWS: `${ARN}2` }, true],
  [{ AWS: ARN }, { AWS: '222233334444' }, false],
  [{ AWS: '222233334445' }, { AWS: [ARN, '222233334444'] }, true],
  [{ AWS: ARN }, { AWS: 'arn:aws:sts::222233334444:assumed-role/app/run' }, false],
  [{ AWS: ARN }, { AWS: 'arn:aws:sts::222233334444:assumed-role/apps/run' }, true],
  [{ Service: 'ec2.amazonaws.com' }, { AWS: '222233334444' }, true],
  [{ Service: 'ec2.amazonaws.com' }, '*', false],
  ['*', { AWS: ARN }, false],
  [{ AWS: 'AROAEXAMPLE' }, { AWS: ARN }, false],
];

test.each(HIT)('the principal %j does not hit %j: %s', (deny, allow, is) => {
  expect(isDisjoint(trust({ Principal: deny }), trust({ Principal: allow }))).toBe(is);
});
