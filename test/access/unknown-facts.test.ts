import type { AccessCheck } from '../../src/access/model';
import { type JsonObject, objectOf } from '../../src/terraform/json';
import { matrixOf, samples, stacksOf } from './samples';

/** A statement that is added to the trust policy or the Send policy of an account's sender role. */
type Added = ['trust' | 'send', JsonObject];

const trustDeny = (operator: string, key: string, value: string): Added => [
  'trust',
  { Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole', Condition: { [operator]: { [key]: value } } },
];
const sendDeny = (operator: string, key: string, value: string): Added => [
  'send',
  { Effect: 'Deny', Action: '*', Resource: '*', Condition: { [operator]: { [key]: value } } },
];
const sendAllow = (Action: string, Resource: string): Added => [
  'send',
  { Effect: 'Allow', Action, Resource },
];

const places = {
  trust: { type: 'aws_iam_role', name: 'sender', attribute: 'assume_role_policy' },
  send: { type: 'aws_iam_role_policy', name: 'send', attribute: 'policy' },
};

function checksWith(sample: string, account: string, [place, statement]: Added): AccessCheck[] {
  const stacks = stacksOf(sample);
  const { type, name, attribute } = places[place];
  const main = objectOf(stacks.find(({ stack }) => stack === 'main')!.config.resource);
  const resource = objectOf(objectOf(main[type])[`${name}-${account}`]);
  const document = JSON.parse(String(resource[attribute]));
  document.Statement.push(statement);
  resource[attribute] = JSON.stringify(document);
  return matrixOf(samples[sample]!(), stacks).cells.filter((check) => check.account === account);
}

const verdicts = (checks: readonly AccessCheck[]): string[] => [
  ...new Set(checks.map(({ verdict }) => verdict)),
];

describe('a condition key that a request might hold is unknown', () => {
  test.each<[string, string, string, Added, string]>([
    [
      'the path in the organization of a member',
      'rich',
      'rotating',
      trustDeny('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o-a1b2c3d4e5/*'),
      'unknown',
    ],
    [
      'the organization of an external account',
      'rich',
      'partner',
      trustDeny('StringEquals', 'aws:PrincipalOrgID', 'o-zzzzzzzzzz'),
      'unknown',
    ],
    [
      'the organization if the manifest does not name one',
      'bounded',
      'plain',
      trustDeny('StringEquals', 'aws:PrincipalOrgID', 'o-zzzzzzzzzz'),
      'unknown',
    ],
    [
      'the organization of the main account if the manifest does not name one',
      'bounded',
      'plain',
      sendDeny('StringEquals', 'aws:PrincipalOrgID', 'o-zzzzzzzzzz'),
      'unknown',
    ],
    [
      'another organization is not that of a member',
      'rich',
      'rotating',
      trustDeny('StringEquals', 'aws:PrincipalOrgID', 'o-zzzzzzzzzz'),
      'allowed',
    ],
    [
      'inherited transitive tags',
      'rich',
      'rotating',
      trustDeny('Null', 'sts:TransitiveTagKeys', 'false'),
      'unknown',
    ],
    [
      "the source identity of a caller's session",
      'rich',
      'rotating',
      trustDeny('StringLike', 'aws:SourceIdentity', '*'),
      'unknown',
    ],
    [
      "the source identity of the role's session",
      'rich',
      'rotating',
      sendDeny('StringLike', 'aws:SourceIdentity', '*'),
      'unknown',
    ],
    [
      'an external ID that the call does not pass is absent',
      'rich',
      'open',
      trustDeny('Null', 'sts:ExternalId', 'false'),
      'allowed',
    ],
  ])('%s', (_, sample, account, added, expected) => {
    const listed = checksWith(sample, account, added).filter(
      (check) => check.case === 'listed' && check.expected === 'allowed' && check.api === 'sms-voice',
    );
    expect(verdicts(listed)).toEqual([expected]);
  });

  test('a caller outside the organization has no organization and no path in one', () => {
    const added = trustDeny('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', '*');
    const outside = checksWith('rich', 'rotating', added).filter(
      (check) => check.case === 'outside-organization',
    );
    expect(verdicts(outside)).toEqual(['denied']);
  });
});

describe('the resource policy of another account is unknown', () => {
  test.each([
    [
      'a number of another account',
      'sms-voice:SendTextMessage',
      'arn:aws:sms-voice:us-east-1:444455556666:phone-number/phone-aaaabbbbccccddddaaaabbbbccccdddd',
      'unknown',
    ],
    ['a queue of another account', 'sqs:SendMessage', 'arn:aws:sqs:us-east-1:777788889999:jobs', 'unknown'],
    [
      "a wildcard account covers the role's account",
      'sms-voice:SendTextMessage',
      'arn:aws:sms-voice:us-east-1:*:phone-number/phone-99999999999999999999999999999999',
      'allowed',
    ],
    [
      "an account with some wildcards might be the role's account",
      'sms-voice:SendTextMessage',
      'arn:aws:sms-voice:us-east-1:1111????3333:phone-number/phone-99999999999999999999999999999999',
      'allowed',
    ],
  ])('%s', (_, action, resource, expected) => {
    const added = sendAllow(action, resource);
    const excess = checksWith('rich', 'partner', added).filter(
      (check) => check.expected === 'denied' && check.verdict !== 'denied',
    );
    expect(verdicts(excess)).toEqual([expected]);
  });
});
