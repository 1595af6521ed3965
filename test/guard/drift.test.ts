import { listOf, objectOf } from '../../src/terraform/json';
import {
  changeOf,
  drifted,
  type Edit,
  findings,
  inner,
  manifest,
  role,
  send,
  stacks,
  suspendedRole,
} from './editing';
import { guard, planOfStack } from './guarding';

const list = 'aws_iam_role_policies_exclusive.sender-old-partner';

function result(edit: Edit) {
  const plan = planOfStack(stacks, 'main', 'no-op');
  edit(plan);
  return guard(manifest, stacks, { main: plan });
}

test('drift to what the manifest implies is a note', () => {
  const { verdict, notes } = result((plan) => {
    drifted(list, {})(plan);
    const [drift] = listOf(plan.resource_drift).map(objectOf);
    objectOf(drift!.change).before = { role_name: 'TenDlcSender-old-partner', policy_names: ['Send'] };
  });
  expect(verdict).toBe('pass');
  expect(notes.map(({ address }) => address)).toEqual([list]);
});

test('drift to something else shows what the manifest implies and what was found', () => {
  const { findings: found } = result(drifted(list, { policy_names: ['ByHand', 'Send', 'Suspended'] }));
  expect(found).toEqual([
    expect.objectContaining({
      code: 'drift',
      attribute: 'policy_names',
      wanted: ['Send', 'Suspended'],
      planned: ['ByHand', 'Send', 'Suspended'],
    }),
  ]);
});

test('an emergency policy on the role of an active secondary is drift: the plan would remove it', () => {
  const address = 'aws_iam_role_policies_exclusive.sender-development';
  expect(findings(drifted(address, { policy_names: ['Send', 'Suspended'] }), 'no-op')).toEqual([
    ['drift', address],
  ]);
});

test('drift of what the plan destroys is a note', () => {
  const { verdict, notes } = result((plan) => {
    const before = { name: 'Send', role: 'TenDlcSender-former', policy: '{}' };
    const former = 'aws_iam_role_policy.send-former';
    const one = { ...changeOf(plan, send), address: former };
    plan.resource_drift = [
      { ...one, change: { actions: ['update'], before, after: { ...before, policy: '[]' } } },
    ];
  });
  expect(verdict).toBe('pass');
  expect(notes).toHaveLength(1);
});

const name = 'TenDlcSender-former';
const trust = (Sid: string): string => JSON.stringify({ Statement: [{ Sid, Effect: 'Allow' }] });

test.each<[string, string, object, boolean]>([
  ['a former sender role', 'aws_iam_role.sender-former', { name }, true],
  [
    'a former sender role of another name',
    'aws_iam_role.sender-former',
    { name: 'Own', assume_role_policy: trust('Senders') },
    true,
  ],
  [
    'a role of others at such an address',
    'aws_iam_role.sender-former',
    { name: 'BreakGlass', assume_role_policy: trust('Admins') },
    false,
  ],
  ['a role of others', 'aws_iam_role.bg', { name }, false],
  [
    'a Deny on a live role',
    'aws_iam_role_policy.deny',
    { name: 'Deny', role: 'TenDlcSender-development' },
    false,
  ],
  [
    'a Deny of another name at such an address',
    'aws_iam_role_policy.suspended-former',
    { name: 'Deny', role: 'TenDlcSender-development' },
    false,
  ],
  [
    'a Deny on a role of others',
    'aws_iam_role_policy.suspended-former',
    { name: 'Suspended', role: 'BreakGlass' },
    false,
  ],
  [
    'the Deny of a suspension that ends',
    'aws_iam_role_policy.suspended-development',
    { name: 'Suspended', role: 'TenDlcSender-development' },
    true,
  ],
  ['a policy of others', 'aws_iam_policy.assume-sender-x', { name: 'Boundary' }, false],
  ['a former assume policy', 'aws_iam_policy.assume-sender-x', { name: 'TenDlcAssumeSender' }, true],
  [
    'an attachment of others',
    'aws_iam_role_policy_attachment.assume-sender-x_app',
    { role: 'app', policy_arn: 'arn:aws:iam::aws:policy/X' },
    false,
  ],
  [
    'a former attachment',
    'aws_iam_role_policy_attachment.assume-sender-x_app',
    { role: 'app', policy_arn: 'arn:aws:iam::1:policy/tendlc/TenDlcAssumeSender' },
    true,
  ],
])('guard judges whether a plan may destroy %s', (_, address, values, passes) => {
  const destroy: Edit = (plan) => {
    const change = { actions: ['delete'], before: values, after: null };
    (plan.resource_changes as unknown[]).push({
      address,
      mode: 'managed',
      type: address.split('.')[0],
      change,
    });
    plan.applyable = true;
  };
  expect(findings(destroy)).toEqual(passes ? [] : [['foreign-destroyed', address]]);
});

test('an import passes if the exclusive resource of the same plan removes the policies of others', () => {
  const adopt: Edit = (plan) => {
    objectOf(inner(plan, suspendedRole).after).inline_policy = [{ name: 'ByHand', policy: '{}' }];
    const exclusive = inner(plan, list);
    exclusive.actions = ['update'];
    exclusive.before = { ...objectOf(exclusive.after), policy_names: ['ByHand', 'Send', 'Suspended'] };
    plan.applyable = true;
  };
  expect(findings(adopt, 'no-op')).toEqual([]);
  expect(
    findings((plan) => {
      adopt(plan);
      objectOf(inner(plan, list).after).policy_names = ['ByHand', 'Send', 'Suspended'];
    }, 'no-op').map(([code]) => code),
  ).toContain('resource-differs');
});

test('a finding about a policy lists the statements of both sides', () => {
  const { findings: found } = result((plan) => {
    const after = objectOf(inner(plan, role).after);
    after.assume_role_policy = String(after.assume_role_policy).replace(
      '222233334444:root',
      '999988887777:root',
    );
  });
  const [first] = found.filter(({ address }) => address === role);
  expect(first).toMatchObject({ attribute: 'assume_role_policy', statements: { added: [], removed: [] } });
  expect(JSON.stringify(first!.statements!.changed[0]!.wanted)).toContain('222233334444:root');
  expect(JSON.stringify(first!.statements!.changed[0]!.planned)).toContain('999988887777:root');
});
