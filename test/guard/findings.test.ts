import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FindingCode, findingCodes } from '../../src/guard/findings';
import { listOf, objectOf } from '../../src/terraform/json';
import {
  changeOf,
  configured,
  drifted,
  type Edit,
  findings,
  inner,
  manifest,
  provider,
  role,
  send,
  stacks,
  suspendedRole,
} from './editing';
import { guard, planOfStack } from './guarding';

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
      'foreign-destroyed',
      'aws_s3_bucket.x',
      'that destroys a resource that no manifest implied',
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

test('every code is explained in docs/access.md, and tried', () => {
  const docs = readFileSync(join(__dirname, '../../docs/access.md'), 'utf8');
  const tests = ['findings.test.ts', 'guard.test.ts', 'configuration.test.ts', 'drift.test.ts']
    .map((file) => readFileSync(join(__dirname, file), 'utf8'))
    .join('');
  for (const code of findingCodes) {
    expect(docs).toContain(`\`${code}\``);
    if (code !== 'not-evaluated') expect(tests).toContain(`'${code}'`);
  }
});
