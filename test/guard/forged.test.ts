import type { FindingCode } from '../../src/guard/findings';
import { objectOf } from '../../src/terraform/json';
import { planFrom } from '../../src/terraform/plan';
import { rich, stacksOf } from '../access/samples';
import { changeOf, drifted, type Edit, findings, inner, manifest, role, send, stacks } from './editing';
import { guard, planOfStack, structural } from './guarding';

/** Plans that contradict themselves, or say less than Terraform says. */
test.each<[FindingCode, string, Edit]>([
  ['plan-errored', 'with words for an error', (plan) => Object.assign(plan, { errored: 'true' })],
  ['plan-incomplete', 'with words for complete', (plan) => Object.assign(plan, { complete: 'false' })],
  ['plan-incomplete', 'that does not say whether it is complete', (plan) => delete plan.complete],
  ['plan-incomplete', 'that Terraform would not apply', (plan) => Object.assign(plan, { applyable: false })],
  [
    'value-unknown',
    'with nothing known',
    (plan) => Object.assign(inner(plan, send), { after_unknown: true }),
  ],
  [
    'value-unknown',
    'with a hidden policy',
    (plan) => Object.assign(inner(plan, send), { after_sensitive: { policy: true } }),
  ],
  ['value-unknown', 'with all hidden', (plan) => Object.assign(inner(plan, send), { after_sensitive: true })],
  [
    'resource-differs',
    'that only reads a role',
    (plan) => Object.assign(inner(plan, role), { actions: ['read'] }),
  ],
  [
    'resource-differs',
    'with two values for a policy',
    (plan) => {
      const resources = [{ address: send, values: { ...objectOf(inner(plan, send).after), policy: '{}' } }];
      plan.planned_values = { root_module: { resources } };
    },
  ],
  [
    'resource-extra',
    'with a module in its values',
    (plan) => {
      const resources = [{ address: 'module.x.aws_iam_role.x', values: {} }];
      plan.planned_values = { root_module: { child_modules: [{ address: 'module.x', resources }] } };
    },
  ],
  [
    'provider-differs',
    'without its provider',
    (plan) => {
      objectOf(plan.configuration).provider_config = {};
    },
  ],
])('%s: a plan %s', (code, _, edit) => {
  expect(findings(edit).map(([found]) => found)).toContain(code);
});

test('a role that was made anew under its name is drift', () => {
  expect(findings(drifted(role, { unique_id: 'AROAOTHER' }), 'no-op')).toEqual([['drift', role]]);
});

test.each([
  ['Terraform 1.7', '1.7.5', 'registry.terraform.io'],
  ['OpenTofu', '1.9.0', 'registry.opentofu.org'],
])('%s does not say whether a plan is complete', (_, version, registry) => {
  const plan = planOfStack(stacks, 'main');
  const { complete: _complete, ...rest } = plan;
  const text = JSON.stringify({ ...rest, terraform_version: version }).replaceAll(
    'registry.terraform.io',
    registry,
  );
  expect(structural(guard(manifest, stacks, { main: JSON.parse(text) }))).toEqual([]);
});

test('an empty plan of a stack from which all is removed does not pass', () => {
  const gone = stacksOf('rich');
  const empty = { format_version: '1.2', planned_values: {}, configuration: {} };
  expect(guard(rich(), gone, { 'secondary-gone': planOfStack(gone, 'secondary-gone') }).verdict).toBe('pass');
  expect(guard(rich(), gone, { 'secondary-gone': empty }).verdict).toBe('fail');
});

test('what is no change makes no plan', () => {
  const plan = planOfStack(stacks, 'main');
  const refused = expect.objectContaining({ name: 'UserError', exitCode: 2 });
  for (const key of ['resource_changes', 'resource_drift'])
    expect(() => planFrom('main.json', { ...plan, [key]: [changeOf(plan, role), 'evil'] })).toThrow(refused);
});

test('keys that JavaScript would call are a finding, not a crash', () => {
  const odd = { toString: 1, valueOf: 1 };
  const edits: Edit[] = [
    (plan) => Object.assign(changeOf(plan, role), { address: odd }),
    (plan) => Object.assign(inner(plan, role), { actions: [odd] }),
    (plan) => Object.assign(inner(plan, role), { actions: odd }),
  ];
  for (const edit of edits) expect(findings(edit)).not.toEqual([]);
});
