import { buildIamModel } from '../../src/access/iam-model/index';
import { problemText } from '../../src/terraform/problem';
import { resourcesOfStacks } from '../../src/terraform/resources';
import { resolveTemplates, Unresolved } from '../../src/terraform/template';

const provider = { aws: [{ allowed_account_ids: ['111122223333'], region: 'us-east-1' }] };
const trust = '{"Version":"2012-10-17","Statement":[]}';

function problemsOf(resource: object, providers: object = provider): string[] {
  const resources = resourcesOfStacks([
    { stack: 'main', config: { provider: providers, resource: resource as never } },
  ]);
  return buildIamModel(resources, 'aws').problems.map(problemText);
}

test.each<[string, unknown, unknown]>([
  ['a plain text', 'a', 'a'],
  ['an escaped policy variable', '$${aws:PrincipalAccount}', '${aws:PrincipalAccount}'],
  ['an escaped directive', '%%{ if }', '%{ if }'],
  ['an expression', '${var.x}', new Unresolved('${var.x}')],
  ['an expression beside an escape', '$${a} ${b}', new Unresolved('$${a} ${b}')],
  ['a directive', '%{ if x }', new Unresolved('%{ if x }')],
  ['a list', ['${a}', 1, null], [new Unresolved('${a}'), 1, null]],
  ['an object', { a: '$${b}' }, { a: '${b}' }],
])('Terraform reads %s', (_, written, value) => {
  expect(resolveTemplates(written)).toEqual(value);
});

test('a role is known by account, path and name, with what is inline and attached', () => {
  const config = {
    provider,
    resource: {
      aws_iam_role: {
        r: { name: 'R', path: '/p/', assume_role_policy: trust, permissions_boundary: 'arn:b' },
      },
      aws_iam_role_policy: { r: { name: 'Inline', role: 'R', policy: '{}' } },
      aws_iam_policy: { m: { name: 'M', path: '/p/', policy: '{}' } },
      aws_iam_role_policy_attachment: {
        r: { role: 'R', policy_arn: 'arn:aws:iam::111122223333:policy/p/M' },
      },
      aws_iam_user_policy_attachment: { u: { user: 'u', policy_arn: 'arn:aws:iam::aws:policy/Other' } },
    },
  };
  const { roles, held, problems } = buildIamModel(resourcesOfStacks([{ stack: 'main', config }]), 'aws');
  const role = roles.get('arn:aws:iam::111122223333:role/p/R');
  expect(role).toMatchObject({ accountId: '111122223333', boundaryArn: 'arn:b', address: 'aws_iam_role.r' });
  expect(role?.policies.map(({ name }) => name)).toEqual(['R/Inline', 'M']);
  expect(held.get('111122223333:user/u')?.map(({ text }) => text)).toEqual(['']);
  expect(problems).toEqual([]);
});

const role = { name: 'R', assume_role_policy: trust };
const twoAccounts = { aws: [{ allowed_account_ids: ['111122223333', '222233334444'] }] };

test.each<[string, object, object]>([
  ['a type that is not known', { aws_pinpointsmsvoicev2_resource_policy: { x: { policy: '{}' } } }, provider],
  ['a second role of one name', { aws_iam_role: { a: role, b: role } }, provider],
  ['a name that is not known', { aws_iam_role: { a: { ...role, name: '${var.x}' } } }, provider],
  [
    'an attachment without a principal',
    { aws_iam_role_policy_attachment: { a: { policy_arn: 'arn:x' } } },
    provider,
  ],
  ['a provider of any account', { aws_iam_role: { a: role } }, { aws: [{}] }],
  ['a provider of two accounts', { aws_iam_role: { a: role } }, twoAccounts],
])('%s is a problem with its address', (_, resource, providers) => {
  const problems = problemsOf(resource, providers);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(/^main: aws_\w+\.\w: ./);
});
