import {
  exampleCallers,
  exampleRequests,
  federatedPrincipals,
} from '../../src/access/iam-model/policy-examples';
import { wrap } from '../../src/access/report/wrap';

const document = (...statements: object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
const assume = { Effect: 'Allow', Action: 'sts:AssumeRole' };

describe('whom a trust policy lets in', () => {
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
    ['everybody', { Principal: '*' }, [['arn:aws:iam::000000000000:role/anything-else', {}]]],
    [
      'everybody of that ARN, with one of these external IDs',
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
      'a negation says nothing of who comes in',
      {
        Principal: { AWS: 'arn:aws:iam::1:root' },
        Condition: { StringNotEquals: { 'sts:ExternalId': 'x' } },
      },
      [['arn:aws:iam::1:role/anything-else', {}]],
    ],
  ])('%s', (_, statement, expected) => {
    const witnesses = exampleCallers(document({ ...assume, ...statement }));
    expect(witnesses.map(({ principal, context }) => [principal, context])).toEqual(expected);
  });

  test('a Deny lets nobody in, and what cannot be read names nobody', () => {
    expect(
      exampleCallers(document({ ...assume, Effect: 'Deny', Principal: { AWS: '111122223333' } })),
    ).toEqual([]);
    for (const text of ['', '{', '[]', '{"Statement":7}']) expect(exampleCallers(text)).toEqual([]);
  });

  test('federations are named', () => {
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
    ['all but one resource', { Action: 'a:B', NotResource: 'r' }, [['a:B', '*']]],
  ])('%s', (_, statement, expected) => {
    const witnesses = exampleRequests(document({ Effect: 'Allow', ...statement }));
    expect(witnesses.map(({ action, resource }) => [action, resource])).toEqual(expected);
  });

  test('every action is one of each kind', () => {
    for (const actions of [{ Action: '*' }, { NotAction: 'a:B' }]) {
      const witnesses = exampleRequests(document({ Effect: 'Allow', ...actions, Resource: '*' }));
      expect(witnesses.map(({ action }) => action)).toEqual(
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
