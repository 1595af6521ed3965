import type { Disagreement } from '../../../src/access/agreement';
import { disagreements } from '../../../src/access/agreement';
import { buildIamModel } from '../../../src/access/iam-model';
import { objectOf } from '../../../src/terraform/json';
import { resourcesOfStacks } from '../../../src/terraform/resources';
import { example, stacksOf } from '../samples';

type Statement = Record<string, unknown> & { Action: unknown; Principal: unknown };
type Edit = (statements: Statement[]) => void;

const MAIN = '111122223333';
const OTHER = 'arn:aws:iam::777788889999:root';

/** What is found if one document of the example's output is edited. */
function found(type: string, name: string, attribute: string, edit: Edit): Disagreement[] {
  const stacks = stacksOf('example');
  const resource = stacks
    .map(({ config }) => objectOf(objectOf(objectOf(config.resource)[type])[name]))
    .find((values) => values[attribute] !== undefined);
  if (resource === undefined) throw new Error(`there is no ${type}.${name}`);
  const document = JSON.parse(String(resource[attribute]));
  edit(document.Statement);
  resource[attribute] = JSON.stringify(document);
  return disagreements(example(), buildIamModel(resourcesOfStacks(stacks), 'aws'), []);
}

const trust = (edit: Edit) => found('aws_iam_role', 'sender-development', 'assume_role_policy', edit);
const send = (edit: Edit) => found('aws_iam_role_policy', 'send-development', 'policy', edit);
const assume = (edit: Edit) => found('aws_iam_policy', 'assume-sender-development', 'policy', edit);
const adding =
  (statement: object): Edit =>
  (statements) =>
    statements.push(statement as Statement);
const allowing = (Action: string, Resource: string): Edit =>
  adding({ Sid: 'More', Effect: 'Allow', Action, Resource });

const CASES: readonly [title: string, found: () => Disagreement[], codes: Disagreement['code'][]][] = [
  [
    'an unlisted account with every role',
    () =>
      trust(
        adding({
          Effect: 'Allow',
          Principal: { AWS: OTHER },
          Action: 'sts:AssumeRole',
          Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' } },
        }),
      ),
    ['opens-more'],
  ],
  [
    'a service',
    () =>
      trust(
        adding({
          Effect: 'Allow',
          Principal: { Service: 'pods.eks.amazonaws.com' },
          Action: 'sts:AssumeRole',
        }),
      ),
    ['opens-more'],
  ],
  [
    'a Deny of everybody',
    () => trust(adding({ Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole' })),
    ['takes-away'],
  ],
  [
    'a Deny of another action',
    () => trust(adding({ Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRoleWithSAML' })),
    [],
  ],
  ['no statement', () => trust((statements) => statements.splice(0)), ['takes-away']],
  [
    'actions in another case',
    () =>
      trust(([statement]) => {
        if (statement) statement.Action = 'STS:assumeROLE';
      }),
    [],
  ],
  [
    'a policy of every account',
    () => send(allowing('iam:PutRolePolicy', 'arn:aws:iam::*:role/*')),
    ['opens-more'],
  ],
  [
    'an account with a question mark',
    () => send(allowing('iam:CreateAccessKey', `arn:aws:iam::${MAIN.slice(0, 11)}?:user/*`)),
    ['opens-more'],
  ],
  [
    'a queue of another account',
    () => send(allowing('sqs:SendMessage', 'arn:aws:sqs:us-east-1:777788889999:jobs')),
    ['opens-more'],
  ],
  [
    'another role in the assume policy',
    () => assume(allowing('sts:AssumeRole', 'arn:aws:iam::*:role/*')),
    ['opens-more'],
  ],
];

test.each(CASES)('finds what an edited document changes: %s', (_, run, codes) => {
  expect([...new Set(run().map(({ code }) => code))]).toEqual(codes);
});

test('says which statement opens what, and that somebody not in the manifest may', () => {
  const [problem] = trust(
    adding({ Sid: 'More', Effect: 'Allow', Principal: { AWS: OTHER }, Action: 'sts:AssumeRole' }),
  );
  expect(problem).toMatchObject({
    stack: 'main',
    address: 'aws_iam_role.sender-development',
    code: 'opens-more',
  });
  expect(problem?.uncovered).toMatchObject({
    statement: 'More',
    principals: [`AWS ${OTHER}`],
    actions: ['sts:AssumeRole'],
  });
  expect(problem?.detail).toBe(
    `allows more than the manifest implies: statement More of TenDlcSender-development trust policy: AWS ${OTHER} may call sts:AssumeRole; somebody not in the manifest may`,
  );
});
