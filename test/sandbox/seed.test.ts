import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { seedWorld, UNLISTED_ACCOUNT } from '../../src/sandbox/seed/seed-world';
import type { World } from '../../src/sandbox/world/world-model';
import { buildManifest, role, sso, user } from '../support/manifest';
import { documents, OUTSIDER, SENDER, stacks, VERIFIER } from './support/documents';
import {
  assume,
  config,
  exampleManifest,
  profile,
  refusal,
  scratch,
  startTest,
  type TestSandbox,
  verifier,
  writeStacks,
} from './support/sandbox';

const started: TestSandbox[] = [];
const start = async (setup: Parameters<typeof startTest>[0]) => {
  const sandbox = await startTest(setup);
  started.push(sandbox);
  return sandbox;
};
afterAll(() => Promise.all(started.map((sandbox) => sandbox.close())));

const rolesOf = (world: World, accountId: string) =>
  [...world.accounts.get(accountId)!.roles.values()].map(({ arn }) => arn.split(':role')[1]);
const filled = (
  change?: Parameters<typeof startTest>[0] extends infer S
    ? S extends { change?: infer C }
      ? C
      : never
    : never,
) => {
  const wanted = documents();
  change?.(wanted);
  const from = scratch();
  writeStacks(from, stacks(wanted));
  return from;
};

describe('principals of the manifest', () => {
  const manifest = buildManifest({
    main: { region: 'eu-west-1' },
    secondaries: {
      development: {
        principals: [role('path/app-*'), role('plain'), user('mailer'), sso('Developers')],
        assumePolicy: { attach: true, groups: ['senders'] },
      },
      staging: { accountId: '333344445555', principals: 'account' },
    },
  });

  it('exist; patterns and permission sets have an example that matches', () => {
    const world = seedWorld(manifest);
    expect(rolesOf(world, '222233334444').sort()).toEqual([
      '/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Developers_0123456789abcdef',
      '/path/app-example',
      '/plain',
    ]);
    const users = [...world.accounts.get('222233334444')!.users.keys()].sort();
    expect(users).toEqual(['administrator', 'mailer', 'senders-member']);
    expect(rolesOf(world, '333344445555')).toEqual(['/example-sender']);
  });

  it('have no roles of Terraform without an output', () => {
    const world = seedWorld(manifest);
    expect(rolesOf(world, '111122223333')).toEqual([]);
    expect([...world.accounts.values()].flatMap(({ policies }) => [...policies.keys()])).toEqual([]);
  });
});

it('with --empty, principals whose admins attach the policy may assume every role', () => {
  const manifest = buildManifest({
    secondaries: { development: { principals: [role('plain'), role('x-*'), sso('Developers')] } },
  });
  const { roles } = seedWorld(manifest).accounts.get('222233334444')!;
  const mayAssume = [...roles.values()].map(({ name, inline }) => [name.slice(0, 5), [...inline.keys()]]);
  expect(mayAssume).toEqual([
    ['plain', []],
    ['x-exa', ['AssumeRoles']],
    ['AWSRe', ['AssumeRoles']],
  ]);
});

describe('policies come from the output alone', () => {
  it('does not add an attachment that the output lacks', async () => {
    const from = filled();
    const file = join(from, 'stacks', 'secondary-development', 'cdk.tf.json');
    const stack = stacks(documents())['secondary-development'] as {
      resource: Record<string, Record<string, object>>;
    };
    delete stack.resource.aws_iam_role_policy_attachment;
    writeFileSync(file, JSON.stringify(stack));
    const world = seedWorld(exampleManifest(), { from });
    expect(world.accounts.get('222233334444')!.roles.get('tendlcverifier')!.attached.size).toBe(0);
    expect(world.accounts.get('222233334444')!.roles.get('app-notifier')!.attached.size).toBe(0);
  });

  it("attaches the output's policy to patterns as the account’s admins would", () => {
    const manifest = buildManifest({
      secondaries: { development: { principals: [role('app-notifier'), role('x-*')] } },
    });
    const world = seedWorld(manifest, { from: filled() });
    expect([...world.accounts.get('222233334444')!.roles.get('x-example')!.attached]).toEqual([
      'arn:aws:iam::222233334444:policy/tendlc/TenDlcAssumeSender',
    ]);
  });

  it('writes a policy as admins would if Terraform has no access', () => {
    const from = scratch();
    writeStacks(from, { main: stacks(documents()).main! });
    const manifest = buildManifest({ secondaries: { development: { assumePolicy: 'none' } } });
    const world = seedWorld(manifest, { from });
    const inline = world.accounts.get('222233334444')!.roles.get('app-notifier')!.inline.get('AssumeSender')!;
    expect(JSON.parse(inline).Statement[0].Resource).toEqual([SENDER]);
  });
});

it.each<[string, () => string, RegExp]>([
  ['no output', () => scratch(), /holds no synthesized stacks/],
  ['an output that is not JSON', () => broken('{'), /cannot read .*cdk\.tf\.json/],
  [
    'an account that the manifest does not list',
    () => other('provider', { aws: [{ allowed_account_ids: ['777788889999'] }] }),
    /777788889999, which the manifest does not list/,
  ],
  [
    'an attachment to a role that is nowhere',
    () => other('resource', { aws_iam_role_policy_attachment: { x: { role: 'nowhere', policy_arn: 'x' } } }),
    /needs nowhere, which exists neither/,
  ],
])('refuses %s', (_, directory, message) => {
  expect(() => seedWorld(exampleManifest(), { from: directory() })).toThrow(message);
});

function broken(text: string): string {
  const from = scratch();
  mkdirSync(join(from, 'stacks', 'main'), { recursive: true });
  writeFileSync(join(from, 'stacks', 'main', 'cdk.tf.json'), text);
  return from;
}

function other(key: string, value: object): string {
  return broken(JSON.stringify({ ...stacks(documents()).main, [key]: value }));
}

describe('profiles', () => {
  const manifest = buildManifest({
    main: {
      deploy: {
        profile: 'main-admin',
        assumeRoleArn: ['arn:aws:iam::111122223333:role/Terraform'],
        externalId: 'tf',
      },
    },
    secondaries: {
      development: { deploy: { profile: 'dev-admin' }, testAs: { profile: 'dev' } },
      staging: {
        accountId: '333344445555',
        principals: [role('tester')],
        testAs: {
          profile: 'stage',
          assumeRoleArn: 'arn:aws:iam::333344445555:role/tester',
          assumeRoleExternalId: 'x1',
        },
      },
    },
    verify: { outsider: { profile: 'unlisted' } },
  });
  const who = async (sandbox: TestSandbox, name: string) =>
    (await new STSClient(config(sandbox, profile(sandbox, name))).send(new GetCallerIdentityCommand({}))).Arn;

  it.each([
    ['default', /^arn:aws:iam::111122223333:user\/administrator$/],
    ['tendlc-sandbox-main', /^arn:aws:iam::111122223333:user\/administrator$/],
    ['tendlc-sandbox-secondary-development', /^arn:aws:iam::222233334444:user\/administrator$/],
    ['main-admin', /^arn:aws:iam::111122223333:user\/administrator$/],
    ['dev-admin', /^arn:aws:iam::222233334444:user\/administrator$/],
    ['dev', /^arn:aws:sts::222233334444:assumed-role\/app-notifier\/sandbox$/],
    ['stage', /^arn:aws:iam::333344445555:user\/administrator$/],
    ['unlisted', new RegExp(`^arn:aws:iam::${UNLISTED_ACCOUNT}:user/outsider$`)],
  ])('%s', async (name, arn) => {
    const sandbox = await start({ manifest });
    expect(await who(sandbox, name)).toMatch(arn);
  });

  it('makes the pipeline the default if the manifest trusts one', async () => {
    const sandbox = await start({});
    expect(await who(sandbox, 'default')).toBe('arn:aws:sts::999900001111:assumed-role/pipeline/sandbox');
    await verifier(sandbox);
    await assume(sandbox, profile(sandbox, 'default'), OUTSIDER);
  });

  it.each([
    ['a role of deploy', 'default', 'arn:aws:iam::111122223333:role/Terraform', { ExternalId: 'tf' }, 'none'],
    [
      'a role of deploy without its external ID',
      'default',
      'arn:aws:iam::111122223333:role/Terraform',
      {},
      'AccessDenied',
    ],
    ['a role of testAs', 'stage', 'arn:aws:iam::333344445555:role/tester', { ExternalId: 'x1' }, 'none'],
    [
      'a role of testAs for a caller that is not listed',
      'unlisted',
      'arn:aws:iam::333344445555:role/tester',
      { ExternalId: 'x1' },
      'AccessDenied',
    ],
  ])('%s', async (_, name, arn, input, code) => {
    const sandbox = await start({ manifest });
    expect((await refusal(assume(sandbox, profile(sandbox, name), arn, input))).code).toBe(code);
  });
});

it('has the verifier role of the output', () => {
  const world = seedWorld(exampleManifest(), { from: filled() });
  expect(world.views.has(VERIFIER)).toBe(true);
});
