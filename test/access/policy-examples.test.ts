import {
  exampleCallers,
  exampleRequests,
  federatedPrincipals,
} from '../../src/access/iam-model/policy-examples';
import { wrap } from '../../src/access/report/wrap';

const document = (...statements: object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
const assume = { Effect: 'Allow', Action: 'sts:AssumeRole' };

describe('exampleCallers names the callers of a trust policy', () => {
  test.each<[string, object, [string, Record<string, string>][]]>([
    [
      'a whole account',
      { Principal: { AWS: 'arn:aws:iam::111122223333:root' } },
      [['arn:aws:iam::111122223333:role/anything-else', {}]],
    ],
    [
      'an account by its ID',
      { Principal: { AWS: '111122223333' } },
      [['arn:aws:iam::111122223333:role/anything-else', {}]],
    ],
    [
      'two roles',
      { Principal: { AWS: ['arn:aws:iam::1:role/a', 'arn:aws:iam::1:user/b'] } },
      [
        ['arn:aws:iam::1:role/a', {}],
        ['arn:aws:iam::1:user/b', {}],
      ],
    ],
    ['a service', { Principal: { Service: 'ec2.amazonaws.com' } }, [['ec2.amazonaws.com', {}]]],
    ['anyone', { Principal: '*' }, [['arn:aws:iam::000000000000:role/anything-else', {}]]],
    [
      'anyone with that ARN, with each external ID',
      {
        Principal: '*',
        Condition: {
          ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::1:role/a-*' },
          StringEquals: { 'sts:ExternalId': ['x', 'y'] },
        },
      },
      [
        ['arn:aws:iam::1:role/a-anything-else', { 'sts:externalid': 'x' }],
        ['arn:aws:iam::1:role/a-anything-else', { 'sts:externalid': 'y' }],
      ],
    ],
    [
      'a negated condition gives no value',
      {
        Principal: { AWS: 'arn:aws:iam::1:root' },
        Condition: { StringNotEquals: { 'sts:ExternalId': 'x' } },
      },
      [['arn:aws:iam::1:role/anything-else', {}]],
    ],
  ])('%s', (_, statement, expected) => {
    const callers = exampleCallers(document({ ...assume, ...statement }));
    expect(callers.map(({ principal, context }) => [principal, context])).toEqual(expected);
  });

  test('every value of a long list becomes a caller', () => {
    const arns = Array.from({ length: 300 }, (_, index) => `arn:aws:iam::1:role/r${index}`);
    const callers = exampleCallers(
      document({
        ...assume,
        Principal: { AWS: 'arn:aws:iam::1:root' },
        Condition: { ArnLike: { 'aws:PrincipalArn': arns }, StringEquals: { 'sts:ExternalId': ['x', 'y'] } },
      }),
    );
    expect(new Set(callers.map(({ principal }) => principal))).toEqual(new Set(arns));
    expect(callers.map(({ context }) => context['sts:externalid'])).toContain('y');
  });

  test('a Deny or an unreadable document gives no caller', () => {
    expect(
      exampleCallers(document({ ...assume, Effect: 'Deny', Principal: { AWS: '111122223333' } })),
    ).toEqual([]);
    for (const text of ['', '{', '[]', '{"Statement":7}']) expect(exampleCallers(text)).toEqual([]);
  });

  test('federatedPrincipals names the federation', () => {
    expect(
      federatedPrincipals(document({ Effect: 'Allow', Principal: { Federated: 'accounts.google.com' } })),
    ).toEqual(['accounts.google.com']);
  });
});

describe('what a policy opens', () => {
  test.each<[string, object, [string, string][]]>([
    [
      'every pair',
      { Action: ['a:B', 'a:C'], Resource: ['r', 's'] },
      [
        ['a:B', 'r'],
        ['a:B', 's'],
        ['a:C', 'r'],
        ['a:C', 's'],
      ],
    ],
    ['patterns', { Action: 'a:B*', Resource: 'arn:x/?/*' }, [['a:Banything-else', 'arn:x/~/anything-else']]],
    ['every resource', { Action: 'a:B', Resource: '*' }, [['a:B', '*']]],
    ['every resource except one', { Action: 'a:B', NotResource: 'r' }, [['a:B', '*']]],
  ])('%s', (_, statement, expected) => {
    const callers = exampleRequests(document({ Effect: 'Allow', ...statement }));
    expect(callers.map(({ action, resource }) => [action, resource])).toEqual(expected);
  });

  test('every action is one of each kind', () => {
    for (const actions of [{ Action: '*' }, { NotAction: 'a:B' }]) {
      const callers = exampleRequests(document({ Effect: 'Allow', ...actions, Resource: '*' }));
      expect(callers.map(({ action }) => action)).toEqual(
        expect.arrayContaining(['iam:CreateUser', 'sts:TagSession']),
      );
    }
  });
});

test.each<[string, string, number, string, string[]]>([
  ['at spaces', 'one two three', 8, '', ['one two', 'three']],
  ['with an indent', 'one two three', 8, '  ', ['one two', '  three']],
  ['within long words, after a slash', 'role/service/name', 14, '', ['role/service/', 'name']],
  ['within words without one', 'abcdefghij', 4, '', ['abcd', 'efgh', 'ij']],
  ['keeping its own indent', '  one two', 8, '    ', ['  one', '    two']],
  ['not at all', 'one', 80, '', ['one']],
])('lines are broken %s', (_, text, width, indent, lines) => {
  expect(wrap(text, width, indent)).toEqual(lines);
});
