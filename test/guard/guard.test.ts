import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FindingCode, findingCodes } from '../../src/access/guard/findings';
import { prettyGuard } from '../../src/access/guard/pretty';
import { type JsonObject, listOf, objectOf } from '../../src/access/terraform/json';
import { samples, stacksOf } from '../access/samples';
import { guard, planOfStack } from './guarding';

const manifest = samples.example!();
const stacks = stacksOf('example');

type Edit = (plan: JsonObject) => void;

const changeOf = (plan: JsonObject, address: string): JsonObject =>
  listOf(plan.resource_changes)
    .map(objectOf)
    .find((change) => change.address === address)!;
const inner = (plan: JsonObject, address: string): JsonObject => objectOf(changeOf(plan, address).change);
const configured = (plan: JsonObject, address: string): JsonObject =>
  listOf(objectOf(objectOf(plan.configuration).root_module).resources)
    .map(objectOf)
    .find((one) => one.address === address)!;
const provider = (plan: JsonObject): JsonObject =>
  objectOf(objectOf(objectOf(plan.configuration).provider_config).aws);

const role = 'aws_iam_role.sender-development';
const suspendedRole = 'aws_iam_role.sender-old-partner';
const send = 'aws_iam_role_policy.send-development';

function findings(edit: Edit, action: 'create' | 'no-op' = 'create'): [FindingCode, string][] {
  const plan = planOfStack(stacks, 'main', action);
  edit(plan);
  return guard(manifest, stacks, { main: plan })
    .findings.filter(({ code }) => code !== 'access-differs')
    .map(({ code, address }) => [code, address]);
}

const drifted =
  (address: string, changed: JsonObject): Edit =>
  (plan) => {
    const { before } = inner(plan, address);
    plan.resource_drift = [
      {
        ...changeOf(plan, address),
        change: { actions: ['update'], before, after: { ...objectOf(before), ...changed } },
      },
    ];
  };

describe('a plan is stopped', () => {
  test.each<[FindingCode, string, string, Edit]>([
    [
      'plan-errored',
      '',
      'that ended with an error',
      (plan) => {
        plan.errored = true;
      },
    ],
    [
      'plan-incomplete',
      '',
      'that was limited by -target',
      (plan) => {
        plan.complete = false;
      },
    ],
    [
      'plan-refresh-only',
      '',
      'that is refresh-only',
      (plan) => {
        delete plan.resource_changes;
      },
    ],
    [
      'plan-deferred',
      role,
      'that puts something off',
      (plan) => {
        plan.deferred_changes = [
          { reason: 'provider_config_unknown', resource_change: changeOf(plan, role) },
        ];
      },
    ],
    [
      'resource-missing',
      send,
      'that lacks a policy',
      (plan) => {
        plan.resource_changes = listOf(plan.resource_changes).filter((one) => objectOf(one).address !== send);
      },
    ],
    [
      'resource-differs',
      role,
      'with another trust',
      (plan) => {
        const after = objectOf(inner(plan, role).after);
        after.assume_role_policy = String(after.assume_role_policy).replace(
          '222233334444:root',
          '999988887777:root',
        );
      },
    ],
    [
      'resource-differs',
      role,
      'with a longer session',
      (plan) => {
        objectOf(inner(plan, role).after).max_session_duration = 43200;
      },
    ],
    [
      'resource-differs',
      role,
      'with something that nobody set',
      (plan) => {
        objectOf(inner(plan, role).after).description = 'x';
      },
    ],
    [
      'resource-differs',
      role,
      'in another account',
      (plan) => {
        const change = inner(plan, role);
        change.after_unknown = {};
        objectOf(change.after).arn = 'arn:aws:iam::999988887777:role/tendlc/TenDlcSender-development';
      },
    ],
    [
      'configuration-differs',
      send,
      'configured by an expression',
      (plan) => {
        objectOf(configured(plan, send).expressions).policy = { references: ['data.x'] };
      },
    ],
    [
      'configuration-differs',
      send,
      'through another provider',
      (plan) => {
        configured(plan, send).provider_config_key = 'aws.other';
      },
    ],
    [
      'value-unknown',
      send,
      'with an unknown policy',
      (plan) => {
        const change = inner(plan, send);
        delete objectOf(change.after).policy;
        objectOf(change.after_unknown).policy = true;
      },
    ],
    [
      'policy-unreadable',
      send,
      'with a policy that is no JSON',
      (plan) => {
        objectOf(inner(plan, send).after).policy = '{"Version":';
      },
    ],
    [
      'policy-unreadable',
      send,
      'with a key twice',
      (plan) => {
        const after = objectOf(inner(plan, send).after);
        after.policy = String(after.policy).replace('"Effect":"Allow"', '"Effect":"Deny","Effect":"Allow"');
      },
    ],
    [
      'policy-unreadable',
      send,
      'with a policy of great depth',
      (plan) => {
        objectOf(inner(plan, send).after).policy = `{"a":${'['.repeat(9000)}${']'.repeat(9000)}}`;
      },
    ],
    [
      'module',
      'module.other',
      'with a module',
      (plan) => {
        objectOf(objectOf(plan.configuration).root_module).module_calls = { other: {} };
      },
    ],
    [
      'provisioner',
      role,
      'that runs a command',
      (plan) => {
        configured(plan, role).provisioners = [{ type: 'local-exec' }];
      },
    ],
    [
      'forgotten',
      role,
      'that forgets a live role',
      (plan) => {
        inner(plan, role).actions = ['forget'];
      },
    ],
    [
      'role-destroyed',
      role,
      'that destroys an active role',
      (plan) => {
        inner(plan, role).actions = ['delete'];
      },
    ],
    [
      'resource-destroyed',
      suspendedRole,
      'that destroys a suspended one',
      (plan) => {
        inner(plan, suspendedRole).actions = ['delete'];
      },
    ],
    [
      'role-replaced',
      role,
      'that replaces an active role',
      (plan) => {
        inner(plan, role).actions = ['delete', 'create'];
      },
    ],
    [
      'imported',
      role,
      'that adopts something',
      (plan) => {
        inner(plan, role).importing = { id: 'x' };
      },
    ],
    [
      'moved',
      role,
      'that takes over a state',
      (plan) => {
        changeOf(plan, role).previous_address = 'aws_iam_role.old';
      },
    ],
    [
      'provider-account',
      'provider.aws',
      'for any account',
      (plan) => {
        delete objectOf(provider(plan).expressions).allowed_account_ids;
      },
    ],
    [
      'provider-account',
      'provider.aws',
      'for an account by template',
      (plan) => {
        objectOf(provider(plan).expressions).allowed_account_ids = {
          constant_value: ['${var.account}'],
          references: ['var.account'],
        };
      },
    ],
    [
      'provider-account',
      'provider.aws',
      'for another account',
      (plan) => {
        objectOf(provider(plan).expressions).allowed_account_ids = { constant_value: ['999988887777'] };
      },
    ],
    [
      'provider-override',
      'provider.aws',
      'with an endpoint',
      (plan) => {
        objectOf(provider(plan).expressions).endpoints = [{ iam: { constant_value: 'http://localhost' } }];
      },
    ],
    [
      'provider-override',
      'provider.aws',
      'with skip_credentials_validation',
      (plan) => {
        objectOf(provider(plan).expressions).skip_credentials_validation = { constant_value: true };
      },
    ],
    [
      'provider-differs',
      'provider.aws',
      'of another provider',
      (plan) => {
        provider(plan).full_name = 'registry.example.com/x/aws';
      },
    ],
    [
      'output-differs',
      'output.role-arn-crm',
      'with another output',
      (plan) => {
        objectOf(
          objectOf(objectOf(objectOf(plan.configuration).root_module).outputs)['role-arn-crm'],
        ).expression = { references: ['x'] };
      },
    ],
    [
      'variable-extra',
      'variable.x',
      'with a variable',
      (plan) => {
        plan.variables = { x: { value: 1 } };
      },
    ],
    [
      'resource-extra',
      'aws_s3_bucket.x',
      'with a resource that is not implied',
      (plan) => {
        (plan.resource_changes as unknown[]).push({
          address: 'aws_s3_bucket.x',
          mode: 'managed',
          type: 'aws_s3_bucket',
          change: { actions: ['delete'] },
        });
      },
    ],
  ])('%s %s: a plan %s', (code, address, _, edit) => {
    expect(findings(edit)).toContainEqual([code, address]);
  });

  test.each<[string, Edit]>([
    ['a trust', drifted(role, { assume_role_policy: '{"Version":"2012-10-17","Statement":[]}' })],
    ['a boundary that somebody added', drifted(role, { permissions_boundary: 'arn:aws:iam::aws:policy/X' })],
    [
      'names of policies',
      drifted('aws_iam_role_policies_exclusive.sender-development', { policy_names: ['Send', 'ByHand'] }),
    ],
    [
      'a role that is gone',
      (plan) => {
        plan.resource_drift = [
          {
            ...changeOf(plan, role),
            change: { actions: ['delete'], before: inner(plan, role).before, after: null },
          },
        ];
      },
    ],
  ])('drift: %s', (_, edit) => {
    expect(findings(edit, 'no-op').map(([code]) => code)).toEqual(['drift']);
  });

  test('a policy that was put on a role by hand, and that no plan would take away', () => {
    const outsider = 'aws_iam_role.outsider-development';
    const plan = planOfStack(stacks, 'secondary-development', 'no-op');
    objectOf(inner(plan, outsider).after).inline_policy = [{ name: 'ByHand', policy: '{}' }];
    const { findings: found } = guard(manifest, stacks, { 'secondary-development': plan });
    expect(found.map(({ code, address }) => [code, address])).toContainEqual(['resource-extra', outsider]);
  });

  test('a role of an active secondary that is destroyed under another address', () => {
    const before = {
      name: 'TenDlcSender-development',
      arn: 'arn:aws:iam::111122223333:role/tendlc/TenDlcSender-development',
    };
    const destroy: Edit = (plan) => {
      (plan.resource_changes as unknown[]).push({
        address: 'aws_iam_role.old',
        mode: 'managed',
        type: 'aws_iam_role',
        change: { actions: ['delete'], before, after: null },
      });
    };
    expect(findings(destroy)).toEqual([['role-destroyed', 'aws_iam_role.old']]);
  });

  test('what the planned policies would let people do', () => {
    const plan = planOfStack(stacks, 'main');
    const after = objectOf(inner(plan, role).after);
    after.assume_role_policy = String(after.assume_role_policy).replace(/"Condition":\{.*\}\}/, '"Sid2":""');
    const { findings: found } = guard(manifest, stacks, { main: plan });
    expect(
      found.some(({ code, message }) => code === 'access-differs' && message.includes('development')),
    ).toBe(true);
  });
});

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
        drifted(role, { inline_policy: [{ name: 'Send', policy: '{}' }], unique_id: 'AROAOTHER' })(plan);
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
    expect(found).toHaveLength(5);
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

test('every code is explained in docs/access.md, and tried here', () => {
  const docs = readFileSync(join(__dirname, '../../docs/access.md'), 'utf8');
  const here = readFileSync(__filename, 'utf8');
  for (const code of findingCodes) {
    expect(docs).toContain(`\`${code}\``);
    if (code !== 'not-evaluated') expect(here).toContain(`'${code}'`);
  }
});

test('for people: the finding, the address and what to do, in 80 columns', () => {
  const plan = planOfStack(stacks, 'main');
  inner(plan, role).actions = ['delete', 'create'];
  const text = prettyGuard(guard(manifest, stacks, { main: plan }), { columns: 80, colors: false });
  expect(text).toContain('role-replaced aws_iam_role.sender-development');
  expect(text).toMatch(/fix: /);
  expect(text.trimEnd().split('\n').at(-1)).toBe('guard: fail, 1 findings');
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
});
