/** What Terraform does over an account's life, as docs/terraform.md says it, on stand-ins that need no AWS. */
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

  it('has nothing to do where nothing changed, or another title', () => {
    expect(project.deploy(with_({}))).toEqual({});
    expect(project.deploy(with_({ title: 'Development of "everything"' }))).toEqual({});
  });

  it('begins without touching the others', () => {
    const actions = project.deploy({
      secondaries: { development: base, crm: { ...other, principals: 'account' } },
    });
    expect(Object.keys(actions)).toEqual(['main', 'secondary-crm']);
    expect(new Set(Object.values(actions).flatMap((stack) => Object.values(stack)))).toEqual(
      new Set(['create']),
    );
    expect(Object.keys(actions.main!)).not.toContain(SENDER);
  });

  it('is suspended in main alone, and comes back', () => {
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

  it('is removed by Terraform, which leaves empty states behind', () => {
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

  it('is orphaned where its entry goes at once: no stack is left that would destroy what it made', () => {
    const actions = project.deploy({ secondaries: { crm: other } });
    expect(Object.values(actions.main!)).toContain('delete');
    expect(project.stacks()).not.toContain('secondary-development');
    const state = join(project.folder, 'terraform.secondary-development.tfstate');
    expect(JSON.parse(readFileSync(state, 'utf8')).resources).toHaveLength(allOfSecondary.length);
  });

  it.each<[string, Partial<Secondary>]>([
    ['rotation begins', { externalId: { current: 'new-id', previous: 'old-id' } }],
    ['an external ID at first', { externalId: { current: 'old-id' } }],
  ])('rotates an external ID in place: %s', (_name, parts) => {
    expect(project.deploy(with_(parts))).toEqual({ main: { [SENDER]: 'update' } });
  });

  it('gets another number, or another number under the same name, in place', () => {
    const send = { main: { 'aws_iam_role_policy.send-development': 'update' } };
    const numbers = [phoneNumber(), phoneNumber({ name: 'marketing', phoneNumberId: `phone-${hex(2)}` })];
    expect(project.deploy({ ...with_({ numbers: ['marketing'] }), main: { numbers } })).toEqual(send);
    numbers[1] = phoneNumber({ name: 'marketing', phoneNumberId: `phone-${hex(3)}` });
    expect(project.deploy({ ...with_({ numbers: ['marketing'] }), main: { numbers } })).toEqual(send);
  });

  it('replaces the role, and all that hangs on it, for another name', () => {
    expect(project.deploy(with_({ roleName: 'Sms' }))).toEqual({
      main: each(allOfMain, 'delete,create'),
      'secondary-development': { 'aws_iam_policy.assume-sender-development': 'update' },
    });
  });

  it('replaces role, policy and attachments for another path', () => {
    expect(project.deploy(with_({ rolePath: '/sms/' }))).toEqual({
      main: each(allOfMain, 'delete,create'),
      'secondary-development': each(allOfSecondary, 'delete,create'),
    });
  });

  it('replaces the roles by one for another strategy', () => {
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

  it('gains verify roles, and loses them', () => {
    const added = project.deploy({ ...with_({}), verify });
    expect(added.main).toEqual({ [SENDER]: 'update' });
    expect(new Set(Object.values(added['secondary-development']!))).toEqual(new Set(['create']));
    expect(new Set(Object.values(project.deploy(with_({}))['secondary-development']!))).toEqual(
      new Set(['delete']),
    );
  });
});

withTerraform('what exists already', () => {
  it('is adopted where the manifest names it, and created beside it', () => {
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

  it('is adopted with the provider of its account in a stack of several', () => {
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

  it('takes over two accounts from stacks of their own, by moving their state', () => {
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

  it('destroys what a removed account had, with the provider that is still there', () => {
    const project = new Project();
    project.deploy(together());
    expect(project.deploy(together({ status: 'removed' })).products).toEqual(each(allOfSecondary, 'delete'));
    expect(project.deploy({ secondaries: { crm: { ...other, stack: 'products' } } })).toEqual({});
  });

  it('destroys what a removed account had with its own provider, whoever comes or goes with it', () => {
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

  it('can be main: one plan for everything, over the whole life of one of them', () => {
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

  it("stops with 'Provider configuration not present' where the entry goes at once", () => {
    const project = new Project();
    project.deploy(together());
    project.synth({ secondaries: { crm: { ...other, stack: 'products' } } });
    expect(() => project.plan('products')).toThrow(/Provider configuration not present/);
  });
});
