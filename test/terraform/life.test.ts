/** Tests what docs/terraform.md says about an account's life, with substitutes for AWS's resources. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Secondary } from '../../src/manifest/types';
import { hex, type ManifestParts, phoneNumber } from '../support/manifest';
import { hasTerraform } from '../support/tools';
import { Project } from './project';

const withTerraform = hasTerraform ? describe : describe.skip;

const verify = { trustedPrincipals: ['arn:aws:iam::999900001111:role/pipeline'] };
const base: Partial<Secondary> = { accountId: '222233334444' };
const other: Partial<Secondary> = { accountId: '333344445555' };
const with_ = (parts: Partial<Secondary>): ManifestParts => ({
  secondaries: { development: { ...base, ...parts } },
});

const SENDER = 'aws_iam_role.sender-development';
const allOfMain = [
  SENDER,
  'aws_iam_role_policies_exclusive.sender-development',
  'aws_iam_role_policy.send-development',
  'aws_iam_role_policy_attachments_exclusive.sender-development',
];
const allOfSecondary = [
  'aws_iam_policy.assume-sender-development',
  'aws_iam_role_policy_attachment.assume-sender-development_app-notifier',
];
const each = (addresses: string[], actions: string) => Object.fromEntries(addresses.map((a) => [a, actions]));

withTerraform('the life of an account', () => {
  let project: Project;
  beforeEach(() => {
    project = new Project();
    project.deploy(with_({}));
  });

  it('Terraform changes nothing without a change, or for another title', () => {
    expect(project.deploy(with_({}))).toEqual({});
    expect(project.deploy(with_({ title: 'Development of "everything"' }))).toEqual({});
  });

  it('a new account changes no other account', () => {
    const actions = project.deploy({
      secondaries: { development: base, crm: { ...other, principals: 'account' } },
    });
    expect(Object.keys(actions)).toEqual(['main', 'secondary-crm']);
    expect(new Set(Object.values(actions).flatMap((stack) => Object.values(stack)))).toEqual(
      new Set(['create']),
    );
    expect(Object.keys(actions.main!)).not.toContain(SENDER);
  });

  it('suspending and restoring change only main', () => {
    const changed = {
      [SENDER]: 'update',
      'aws_iam_role_policies_exclusive.sender-development': 'update',
    };
    const suspended = 'aws_iam_role_policy.suspended-development';
    expect(project.deploy(with_({ status: 'suspended' }))).toEqual({
      main: { ...changed, [suspended]: 'create' },
    });
    expect(project.deploy(with_({}))).toEqual({ main: { ...changed, [suspended]: 'delete' } });
  });

  it('removing destroys every resource and leaves empty states', () => {
    expect(project.deploy(with_({ status: 'removed' }))).toEqual({
      main: each(allOfMain, 'delete'),
      'secondary-development': each(allOfSecondary, 'delete'),
    });
    expect(project.state('secondary-development')).toEqual([]);
    const state = join(project.folder, 'terraform.secondary-development.tfstate');
    expect(JSON.parse(readFileSync(state, 'utf8')).resources).toEqual([]);
    project.deploy({ secondaries: { crm: other } });
    expect(project.stacks()).toEqual(['main', 'secondary-crm']);
  });

  it('deleting the entry at once orphans the state: no stack can destroy its resources', () => {
    const actions = project.deploy({ secondaries: { crm: other } });
    expect(Object.values(actions.main!)).toContain('delete');
    expect(project.stacks()).not.toContain('secondary-development');
    const state = join(project.folder, 'terraform.secondary-development.tfstate');
    expect(JSON.parse(readFileSync(state, 'utf8')).resources).toHaveLength(allOfSecondary.length);
  });

  it.each<[string, Partial<Secondary>]>([
    ['rotation begins', { externalId: { current: 'new-id', previous: 'old-id' } }],
    ['an external ID at first', { externalId: { current: 'old-id' } }],
  ])('an external ID rotates in place: %s', (_name, parts) => {
    expect(project.deploy(with_(parts))).toEqual({ main: { [SENDER]: 'update' } });
  });

  it('another number, or another ID of a number, updates Send in place', () => {
    const send = { main: { 'aws_iam_role_policy.send-development': 'update' } };
    const numbers = [phoneNumber(), phoneNumber({ name: 'marketing', phoneNumberId: `phone-${hex(2)}` })];
    expect(project.deploy({ ...with_({ numbers: ['marketing'] }), main: { numbers } })).toEqual(send);
    numbers[1] = phoneNumber({ name: 'marketing', phoneNumberId: `phone-${hex(3)}` });
    expect(project.deploy({ ...with_({ numbers: ['marketing'] }), main: { numbers } })).toEqual(send);
  });

  it('another role name replaces the role and its policies', () => {
    expect(project.deploy(with_({ roleName: 'Sms' }))).toEqual({
      main: each(allOfMain, 'delete,create'),
      'secondary-development': { 'aws_iam_policy.assume-sender-development': 'update' },
    });
  });

  it('another path replaces role, policy and attachments', () => {
    expect(project.deploy(with_({ rolePath: '/sms/' }))).toEqual({
      main: each(allOfMain, 'delete,create'),
      'secondary-development': each(allOfSecondary, 'delete,create'),
    });
  });

  it('strategy shared replaces the roles by one', () => {
    const shared: ManifestParts = { ...with_({}), main: { role: { strategy: 'shared' } } };
    const { main, ...secondaries } = project.deploy(shared);
    expect(main).toEqual({
      ...each(allOfMain, 'delete'),
      ...each(
        allOfMain.map((address) => address.replace('-development', '')),
        'create',
      ),
    });
    expect(secondaries).toEqual({
      'secondary-development': { 'aws_iam_policy.assume-sender-development': 'update' },
    });
  });

  it('verify roles are created and destroyed with their setting', () => {
    const added = project.deploy({ ...with_({}), verify });
    expect(added.main).toEqual({ [SENDER]: 'update' });
    expect(new Set(Object.values(added['secondary-development']!))).toEqual(new Set(['create']));
    expect(new Set(Object.values(project.deploy(with_({}))['secondary-development']!))).toEqual(
      new Set(['delete']),
    );
  });
});

withTerraform('what exists already', () => {
  it('resources under import are imported, others are created', () => {
    const project = new Project();
    const actions = project.deploy(
      with_({ import: ['role', 'assumePolicy'], roleName: 'Sms', rolePath: '/' }),
    );
    expect(actions.main).toMatchObject({
      [SENDER]: expect.stringMatching(/^import/),
      'aws_iam_role_policy.send-development': 'create',
    });
    expect(actions['secondary-development']).toMatchObject({
      'aws_iam_policy.assume-sender-development': expect.stringMatching(/^import/),
      'aws_iam_role_policy_attachment.assume-sender-development_app-notifier': 'create',
    });
  });

  it('an import uses the provider of its account in a shared stack', () => {
    const project = new Project();
    const { main } = project.deploy(with_({ import: ['assumePolicy'], stack: 'main' }));
    expect(main!['aws_iam_policy.assume-sender-development']).toMatch(/^import/);
    expect(project.deploy(with_({ import: ['assumePolicy'], stack: 'main' }))).toEqual({});
  });
});

withTerraform('a stack of several accounts', () => {
  const together = (parts: Partial<Secondary> = {}): ManifestParts => ({
    secondaries: {
      development: { ...base, stack: 'products', ...parts },
      crm: { ...other, stack: 'products' },
    },
  });

  it('a shared stack takes over two accounts after their state is moved', () => {
    const project = new Project();
    project.deploy({ secondaries: { development: base, crm: other } });
    const resources = ['development', 'crm'].flatMap((key) =>
      project.state(`secondary-${key}`).map((address) => ({ key, address })),
    );
    project.synth(together());
    project.terraform('products', 'init', '-input=false');
    for (const { key, address } of resources) {
      const from = join(project.folder, `terraform.secondary-${key}.tfstate`);
      const to = join(project.folder, 'terraform.products.tfstate');
      project.terraform('products', 'state', 'mv', `-state=${from}`, `-state-out=${to}`, address, address);
    }
    expect(project.state('products').sort()).toEqual(resources.map(({ address }) => address).sort());
    expect(project.deploy(together())).toEqual({});
  });

  it('a shared stack destroys the resources of a removed account with its provider', () => {
    const project = new Project();
    project.deploy(together());
    expect(project.deploy(together({ status: 'removed' })).products).toEqual(each(allOfSecondary, 'delete'));
    expect(project.deploy({ secondaries: { crm: { ...other, stack: 'products' } } })).toEqual({});
  });

  it("a shared stack uses the removed account's provider while other accounts join or leave", () => {
    const [removed, gone] = [
      { ...base, stack: 'products', status: 'removed' as const },
      { ...other, stack: 'products' },
    ];
    const project = new Project();
    project.deploy(together());
    project.deploy({
      secondaries: { development: { ...base, stack: 'products' }, crm: { ...gone, status: 'removed' } },
    });
    expect(project.deploy({ secondaries: { development: removed } }).products).toEqual(
      each(allOfSecondary, 'delete'),
    );
    const alone = new Project();
    alone.deploy({ secondaries: { development: { ...base, stack: 'products' } } });
    expect(alone.providers('products')).toEqual(['.development']);
    alone.deploy(together({ status: 'removed' }));
    expect(alone.providers('products')).toEqual(['.crm']);
  });

  it('stack main holds everything in one plan, from adding an account to removing it', () => {
    const inMain = (parts: Partial<Secondary> = {}): ManifestParts => ({
      verify,
      secondaries: {
        development: { ...base, stack: 'main', ...parts },
        crm: { ...other, stack: 'main' },
      },
    });
    const project = new Project();
    expect(Object.keys(project.deploy(inMain()))).toEqual(['main']);
    expect(project.providers('main')).toEqual(['', '.crm', '.development']);
    expect(project.deploy(inMain())).toEqual({});
    const removed = project.deploy(inMain({ status: 'removed' })).main!;
    for (const address of [...allOfMain, ...allOfSecondary]) expect(removed[address]).toBe('delete');
    expect(Object.keys(removed).filter((address) => address.includes('crm'))).toEqual([]);
    expect(project.providers('main')).toEqual(['', '.crm']);
  });

  it("Terraform stops with 'Provider configuration not present' if the entry is deleted at once", () => {
    const project = new Project();
    project.deploy(together());
    project.synth({ secondaries: { crm: { ...other, stack: 'products' } } });
    expect(() => project.plan('products')).toThrow(/Provider configuration not present/);
  });
});
