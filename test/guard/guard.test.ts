import { prettyGuard } from '../../src/guard/report/pretty';
import { listOf, objectOf } from '../../src/terraform/json';
import {
  drifted,
  type Edit,
  findings,
  inner,
  manifest,
  provider,
  role,
  stacks,
  suspendedRole,
} from './editing';
import { guard, planOfStack } from './guarding';

describe('a plan passes', () => {
  test.each<[string, 'create' | 'no-op', Edit]>([
    ['as it is', 'create', () => {}],
    ['where nothing changes', 'no-op', () => {}],
    [
      'of OpenTofu, which says neither complete nor applyable',
      'create',
      (plan) => {
        delete plan.complete;
        delete plan.applyable;
        for (const change of listOf(plan.resource_changes))
          objectOf(change).provider_name = 'registry.opentofu.org/hashicorp/aws';
        provider(plan).full_name = 'registry.opentofu.org/hashicorp/aws';
      },
    ],
    [
      'that destroys what the manifest no longer has',
      'create',
      (plan) => {
        (plan.resource_changes as unknown[]).push({
          address: 'aws_iam_role.sender-former',
          mode: 'managed',
          type: 'aws_iam_role',
          change: {
            actions: ['delete'],
            before: {
              name: 'TenDlcSender-former',
              arn: 'arn:aws:iam::111122223333:role/tendlc/TenDlcSender-former',
            },
            after: null,
          },
        });
      },
    ],
    [
      'that replaces the role of a suspended account',
      'create',
      (plan) => {
        inner(plan, suspendedRole).actions = ['delete', 'create'];
      },
    ],
    [
      'whose policy AWS has in another order',
      'create',
      (plan) => {
        const after = objectOf(inner(plan, role).after);
        const { Version, Statement } = JSON.parse(String(after.assume_role_policy));
        after.assume_role_policy = JSON.stringify({ Statement: Statement[0], Version });
      },
    ],
    [
      'with drift of what the provider computes',
      'no-op',
      (plan) => {
        drifted(role, { inline_policy: [{ name: 'Send', policy: '{}' }] })(plan);
      },
    ],
  ])('%s', (_, action, edit) => {
    expect(findings(edit, action)).toEqual([]);
  });
});

describe('stacks that were not given', () => {
  const plans = { main: planOfStack(stacks, 'main') };

  test('are named', () => {
    const { verdict, notGiven } = guard(manifest, stacks, plans);
    expect(verdict).toBe('pass');
    expect(notGiven).toEqual([
      'secondary-crm',
      'secondary-development',
      'secondary-legacy-shop',
      'secondary-old-partner',
      'secondary-staging',
    ]);
  });

  test('fail with --all', () => {
    const { findings: found } = guard(manifest, stacks, plans, true);
    expect(found.map(({ code, stack }) => [code, stack])).toContainEqual([
      'stack-not-given',
      'secondary-crm',
    ]);
    expect(found.map(({ code }) => code)).toEqual([
      'configuration-missing',
      ...Array(5).fill('stack-not-given'),
    ]);
  });

  test('and a stack that the manifest does not have is a mistake of usage', () => {
    expect(() => guard(manifest, stacks, { other: plans.main })).toThrow(
      expect.objectContaining({ exitCode: 2 }),
    );
  });

  test('the plan of one stack is not the plan of another', () => {
    const result = guard(manifest, stacks, { 'secondary-crm': planOfStack(stacks, 'secondary-development') });
    expect(result.findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['provider-account', 'resource-missing', 'resource-extra']),
    );
  });
});

test('for people: the finding, the address and what to do, in 80 columns', () => {
  const plan = planOfStack(stacks, 'main');
  inner(plan, role).actions = ['delete', 'create'];
  const text = prettyGuard(guard(manifest, stacks, { main: plan }), { columns: 80, colors: false });
  expect(text).toContain('role-replaced aws_iam_role.sender-development');
  expect(text).toMatch(/fix: /);
  expect(text.trimEnd().split('\n').at(-1)).toBe('guard: fail, 1 finding');
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
});
