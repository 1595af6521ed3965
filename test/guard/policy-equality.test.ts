import { comparePolicies } from '../../src/guard/policy-equality';

const statement = { Sid: 'S', Effect: 'Allow', Action: ['a:B', 'a:C'], Resource: '*' };
const policy = (...statements: object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
const wanted = policy(statement, { ...statement, Sid: 'T' });

test.each<[string, unknown, unknown]>([
  ['the same text', wanted, 'same'],
  ['statements in another order', policy({ ...statement, Sid: 'T' }, statement), 'same'],
  [
    'actions in another order',
    policy({ ...statement, Action: ['a:C', 'a:B'] }, { ...statement, Sid: 'T' }),
    'same',
  ],
  ['a list of one', policy({ ...statement, Resource: ['*'] }, { ...statement, Sid: 'T' }), 'same'],
  ['spaces', JSON.stringify(JSON.parse(wanted), undefined, 2), 'same'],
  ['one statement less', policy(statement), 'differs'],
  ['another Effect', policy({ ...statement, Effect: 'Deny' }, { ...statement, Sid: 'T' }), 'differs'],
  ['another Sid', policy({ ...statement, Sid: 'U' }, { ...statement, Sid: 'T' }), 'differs'],
  [
    'one action more',
    policy({ ...statement, Action: ['a:B', 'a:C', 'a:D'] }, { ...statement, Sid: 'T' }),
    'differs',
  ],
  ['a condition more', policy({ ...statement, Condition: {} }, { ...statement, Sid: 'T' }), 'differs'],
  ['another version', wanted.replace('2012-10-17', '2008-10-17'), 'differs'],
  ['no JSON', '{', { unreadable: expect.any(String) }],
  ['no object', '[]', { unreadable: expect.any(String) }],
  ['no text', null, { unreadable: expect.any(String) }],
  ['a key twice', wanted.replace('"Sid":"S"', '"Sid":"S","Sid":"S"'), { unreadable: expect.any(String) }],
])('%s: %s', (_, planned, expected) => {
  const compared = comparePolicies(wanted, planned);
  const isDifference = typeof compared === 'object' && 'added' in compared;
  expect(isDifference ? 'differs' : compared).toEqual(expected);
});

test('a difference lists statements as added, removed or changed', () => {
  const [first, second] = JSON.parse(wanted).Statement;
  const planned = policy({ ...first, Resource: 'arn:x' }, { ...first, Sid: 'New' });
  expect(comparePolicies(wanted, planned)).toEqual({
    changed: [{ wanted: first, planned: { ...first, Resource: 'arn:x' } }],
    added: [{ ...first, Sid: 'New' }],
    removed: [second],
  });
});
