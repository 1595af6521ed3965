import { changesByProof } from '../../../src/access/agreement/changes';
import { buildIamModel } from '../../../src/access/iam-model';
import type { Resource } from '../../../src/terraform/resources';

const ACCOUNT = '222233334444';

function resource(type: string, name: string, values: Record<string, unknown>): Resource {
  return {
    stack: 'main',
    address: `${type}.${name}`,
    type,
    name,
    provider: 'aws',
    accountId: ACCOUNT,
    values,
  } as never;
}

const policy = (...Statement: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement });
const admit = (principal: unknown) =>
  policy({ Sid: 'In', Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' });
const allow = (action: string) => policy({ Sid: 'Do', Effect: 'Allow', Action: action, Resource: '*' });
const role = (trust: string) => resource('aws_iam_role', 'r', { name: 'r', assume_role_policy: trust });
const inline = (kind: 'role' | 'user' | 'group', action: string) =>
  resource(`aws_iam_${kind}_policy`, 'p', { [kind]: 'r', name: 'p', policy: allow(action) });
const service = { Service: 'ec2.amazonaws.com' };

const model = (...resources: Resource[]) => buildIamModel(resources, 'aws');

const CASES: readonly [title: string, before: Resource[], after: Resource[], changes: string[]][] = [
  ['nothing', [role(admit(service))], [role(admit(service))], []],
  [
    'a service more',
    [role(admit(service))],
    [role(admit({ Service: ['ec2.amazonaws.com', 'ecs.amazonaws.com'] }))],
    ['gained trust Service ecs.amazonaws.com'],
  ],
  [
    'a federated principal more',
    [role(admit(service))],
    [role(admit({ ...service, Federated: 'accounts.google.com' }))],
    ['gained trust Federated accounts.google.com'],
  ],
  [
    'a role less',
    [role(admit(service)), inline('role', 'a:B')],
    [],
    ['lost trust Service ec2.amazonaws.com', 'lost policies a:B'],
  ],
  [
    'a policy on a role that exists',
    [role(admit(service))],
    [role(admit(service)), inline('role', 'a:B')],
    ['gained policies a:B'],
  ],
  ['a policy of a user', [], [inline('user', 'a:B')], ['gained policies a:B']],
  [
    'a policy of a group that allows less',
    [inline('group', 'a:*')],
    [inline('group', 'a:B')],
    ['lost policies a:*'],
  ],
];

test.each(CASES)('finds what changes: %s', (_, before, after, expected) => {
  const { changes, unknown } = changesByProof(model(...before), model(...after));
  const found = changes.map(({ kind, document, uncovered: { principals, actions } }) =>
    [kind, document, ...(document === 'trust' ? principals : actions)].join(' '),
  );
  expect([found, unknown]).toEqual([expected, []]);
});

test('tells of a document whose text is not known, before and after', () => {
  const unread = resource('aws_iam_user_policy', 'p', { user: 'r', name: 'p', policy: undefined });
  const { changes, unknown } = changesByProof(model(unread), model(unread));
  expect([changes.length, unknown.length]).toEqual([0, 2]);
});
