import { disagrees } from '../../src/access/model';
import { type JsonObject, objectOf } from '../../src/terraform/json';
import { unsupportedParts } from '../../src/terraform/unsupported-parts';
import { example, matrixOf, stacksOf } from './samples';

/** Ways to weaken an output that change no word of what is there, or that no sample of a pattern would meet. */
type Edit = (main: JsonObject) => void;

const at = (main: JsonObject, type: string, name: string): JsonObject =>
  objectOf(objectOf(objectOf(main.resource)[type])[name]);
const inResources = (edit: (resources: JsonObject) => void): Edit => {
  return (main) => edit(objectOf(main.resource));
};
const inRole = (added: JsonObject): Edit => {
  return (main) => Object.assign(at(main, 'aws_iam_role', 'sender-development'), added);
};
const inProvider = (edit: (blocks: JsonObject[]) => void): Edit => {
  return (main) => edit(objectOf(main.provider).aws as JsonObject[]);
};
const stating = (type: string, name: string, attribute: string, statement: JsonObject): Edit => {
  return (main) => {
    const resource = at(main, type, name);
    const document = JSON.parse(String(resource[attribute]));
    document.Statement.push({ Effect: 'Allow', ...statement });
    resource[attribute] = JSON.stringify(document);
  };
};
const admitting = (statement: JsonObject): Edit =>
  stating('aws_iam_role', 'sender-development', 'assume_role_policy', {
    Principal: { AWS: '*' },
    Action: 'sts:AssumeRole',
    ...statement,
  });
const onlyIf = (operator: string, key: string, value: unknown): Edit =>
  admitting({ Condition: { [operator]: { [key]: value } } });
const opening = (statement: JsonObject): Edit =>
  stating('aws_iam_role_policy', 'send-development', 'policy', {
    Action: 'sms-voice:SendTextMessage',
    Resource: '*',
    ...statement,
  });
const openingIf = (operator: string, key: string, value: string): Edit =>
  opening({ Condition: { [operator]: { [key]: value } } });

const policies = 'aws_iam_role_policies_exclusive';
const attachments = 'aws_iam_role_policy_attachments_exclusive';

function noticed(edit: Edit): boolean {
  const stacks = stacksOf('example');
  edit(stacks.find(({ stack }) => stack === 'main')!.config);
  const { cells, problems } = matrixOf(example(), stacks);
  return cells.some(disagrees) || problems.length > 0 || unsupportedParts(stacks).length > 0;
}

test('nothing is found in the output as it is', () => {
  expect(noticed(() => {})).toBe(false);
});

test.each<[string, Edit]>([
  [
    'a list of all policies that is empty',
    (main) => Object.assign(at(main, policies, 'sender-development'), { policy_names: [] }),
  ],
  [
    'one that leaves out the Deny',
    (main) => Object.assign(at(main, policies, 'sender-old-partner'), { policy_names: ['Send'] }),
  ],
  [
    'one that access cannot evaluate',
    (main) => Object.assign(at(main, policies, 'sender-crm'), { policy_names: '${var.x}' }),
  ],
  ['one for another role', (main) => Object.assign(at(main, policies, 'sender-crm'), { role_name: 'Other' })],
  [
    'a list of all attachments with one more',
    (main) =>
      Object.assign(at(main, attachments, 'sender-crm'), {
        policy_arns: ['arn:aws:iam::aws:policy/AdministratorAccess'],
      }),
  ],
  [
    'a Deny under the name of another policy',
    (main) => Object.assign(at(main, 'aws_iam_role_policy', 'suspended-old-partner'), { name: 'Send' }),
  ],
  [
    'a policy without a name',
    (main) =>
      Object.assign(at(main, 'aws_iam_role_policy', 'suspended-old-partner'), {
        name: undefined,
        name_prefix: 'S',
      }),
  ],
  [
    'a managed policy twice',
    inResources((resources) => {
      const policy = { name: 'M', policy: '{"Version":"2012-10-17","Statement":[]}' };
      resources.aws_iam_policy = { one: policy, two: { ...policy, path: '/p/' } };
    }),
  ],
  ['no role of a kind', inRole({ count: 0 })],
  ['a role for each of nothing', inRole({ for_each: {} })],
  ['a trust that Terraform leaves alone', inRole({ lifecycle: { ignore_changes: ['assume_role_policy'] } })],
  ['a command', inRole({ provisioner: [{ 'local-exec': { command: 'true' } }] })],
  ['an empty list of inline policies', inRole({ inline_policy: [{}] })],
  ['an empty list of attached policies', inRole({ managed_policy_arns: [] })],
  ['what is computed', inRole({ dynamic: {} })],
  [
    'a resource in a list',
    inResources((resources) => {
      resources.aws_iam_user_policy = [{ x: {} }];
    }),
  ],
  [
    'resources in a list',
    (main) => {
      main.resource = [main.resource];
    },
  ],
  ...['module', 'data', 'moved', 'removed', 'check', 'ephemeral', 'action'].map((name): [string, Edit] => [
    `a block ${name}`,
    (main) => {
      main[name] = {};
    },
  ]),
  [
    'another provider under its name',
    (main) => {
      main.terraform = { required_providers: { aws: { source: 'somebody/aws' } } };
    },
  ],
  [
    'a provider besides',
    (main) => {
      objectOf(main.provider).http = [{}];
    },
  ],
  [
    'an endpoint of somebody',
    inProvider(([block]) => Object.assign(block!, { endpoints: [{ iam: 'https://example.com' }] })),
  ],
  [
    'a provider twice',
    inProvider((blocks) => {
      blocks.unshift({ ...blocks[0], allowed_account_ids: ['999999999999'] });
    }),
  ],
  ['anybody of an account', onlyIf('StringEquals', 'aws:PrincipalAccount', '777788889999')],
  ['anybody of another organization', onlyIf('StringEquals', 'aws:PrincipalOrgID', 'o-z9y8x7w6v5')],
  ['anybody with an external ID', onlyIf('StringEquals', 'sts:ExternalId', 'another')],
  ['anybody of a name', onlyIf('StringEquals', 'aws:username', 'somebody')],
  ['anybody but', onlyIf('ArnNotLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/*')],
  ['anybody on behalf of an account', onlyIf('StringEquals', 'aws:SourceAccount', '777788889999')],
  [
    'a pattern of which one is listed',
    admitting({
      Principal: { AWS: '222233334444' },
      Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::222233334444:role/app-notifie?' } },
    }),
  ],
  [
    'every principal except some',
    admitting({ Principal: undefined, NotPrincipal: { AWS: 'arn:aws:iam::111122223333:root' } }),
  ],
  ['SAML', admitting({ Action: 'sts:AssumeRoleWithSAML', Principal: '*' })],
  ['a context', admitting({ Action: 'sts:SetContext', Principal: { AWS: '222233334444' } })],
  ['sending with a source identity', openingIf('StringEquals', 'aws:SourceIdentity', 'somebody')],
  ['sending by another service', openingIf('StringEquals', 'aws:CalledVia', 'cloudformation.amazonaws.com')],
  ['sending elsewhere', openingIf('StringNotEquals', 'aws:RequestedRegion', 'us-east-1')],
  [
    'every action except those that access asks about',
    opening({ Action: undefined, NotAction: ['iam:*', 'mobiletargeting:*', 's3:*', 'sms-voice:*', 'sts:*'] }),
  ],
  [
    'a number that the session names',
    opening({ Resource: 'arn:aws:sms-voice:us-east-1:111122223333:phone-number/${aws:SourceIdentity}' }),
  ],
])('%s is noticed', (_, edit) => {
  expect(noticed(edit)).toBe(true);
});
