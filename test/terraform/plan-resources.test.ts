import { planFrom } from '../../src/terraform/plan';
import { resourcesOfPlan } from '../../src/terraform/plan-resources';

const MAIN = '111122223333';

interface Change {
  address: string;
  actions: string[];
  before?: object;
  after?: object;
}

/** A plan in which nothing is configured any more, as after `status: removed`. */
function planOf(changes: readonly Change[], accounts: readonly string[] = [MAIN]) {
  const providers = accounts.map((account, index) => [
    index === 0 ? 'aws' : `aws.a${index}`,
    { expressions: { allowed_account_ids: { constant_value: [account] } } },
  ]);
  return planFrom('plan.json', {
    format_version: '1.2',
    planned_values: {},
    configuration: { provider_config: Object.fromEntries(providers), root_module: {} },
    resource_changes: changes.map(({ address, actions, before, after }) => ({
      address,
      mode: 'managed',
      type: address.split('.')[0],
      name: address.split('.')[1],
      change: { actions, before: before ?? null, after: after ?? null, after_unknown: {} },
    })),
  });
}

const role = {
  address: 'aws_iam_role.sender-a',
  actions: ['delete'],
  before: { name: 'Sender', path: '/', arn: `arn:aws:iam::${MAIN}:role/Sender` },
};
const policy = {
  address: 'aws_iam_role_policy.send-a',
  actions: ['delete'],
  before: { role: 'Sender', name: 'Send', policy: '{}' },
};

describe('resourcesOfPlan finds the account of a destroyed resource', () => {
  test.each([
    ['by its ARN', [role], [MAIN, '222233334444'], MAIN],
    ['by the role that it belongs to', [policy, role], [MAIN, '222233334444'], MAIN],
    ['by the only account of the providers', [policy], [MAIN], MAIN],
    ['or leaves it open between two accounts', [policy], [MAIN, '222233334444'], undefined],
  ])('%s', (_, changes, accounts, account) => {
    const { before, after } = resourcesOfPlan('main', planOf(changes, accounts));
    expect(before[0]?.accountId).toBe(account);
    expect(after).toEqual([]);
  });
});

test('a policy that someone added by hand and the plan creates is there before the apply', () => {
  const values = { name: 'Sender', inline_policy: [{ name: 'Suspended', policy: '{}' }] };
  const role = { address: 'aws_iam_role.sender-a', actions: ['update'], before: values, after: values };
  const policy = {
    address: 'aws_iam_role_policy.suspended-a',
    actions: ['create'],
    after: { role: 'Sender', name: 'Suspended', policy: '{}' },
  };
  const { before, after } = resourcesOfPlan('main', planOf([role, policy]));
  expect(before[0]!.values.inline_policy).toEqual(values.inline_policy);
  expect(after[0]!.values.inline_policy).toEqual([]);
});

describe('resourcesOfPlan applies exclusive lists', () => {
  const inline = (...names: string[]) => ({
    name: 'Sender',
    inline_policy: names.map((name) => ({ name, policy: '{}' })),
  });
  const roleChange = {
    address: 'aws_iam_role.sender-a',
    actions: ['no-op'],
    before: inline('Back', 'Kept'),
    after: inline('Back', 'Kept'),
  };
  const exclusive = (after: object | undefined, actions = ['update']) => ({
    address: 'aws_iam_role_policies_exclusive.sender-a',
    actions,
    before: { role_name: 'Sender', policy_names: ['Back', 'Kept'] },
    ...(after && { after }),
  });

  test.each<[string, Change, string[]]>([
    [
      'a policy that the list lacks is gone after the apply',
      exclusive({ role_name: 'Sender', policy_names: ['Kept'] }),
      ['Kept'],
    ],
    [
      'the list of another role removes nothing',
      exclusive({ role_name: 'Other', policy_names: [] }),
      ['Back', 'Kept'],
    ],
    [
      'a list without a change removes nothing, even a policy that this plan adds',
      exclusive({ role_name: 'Sender', policy_names: ['Kept'] }, ['no-op']),
      ['Back', 'Kept'],
    ],
    ['a list that is destroyed removes nothing', exclusive(undefined, ['delete']), ['Back', 'Kept']],
  ])('%s', (_, change, names) => {
    const { before, after } = resourcesOfPlan('main', planOf([roleChange, change]));
    const inlineOf = (list: typeof after) =>
      (list[0]!.values.inline_policy as { name: string }[]).map(({ name }) => name);
    expect(inlineOf(before)).toEqual(['Back', 'Kept']);
    expect(inlineOf(after)).toEqual(names);
  });
});
