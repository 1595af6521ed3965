/**
 * Runs the real Terraform with the real AWS provider against the sandbox: init, plan, apply, empty second plan, verify,
 * drift, change, replacement, import, destroy. The provider comes from the registry, or from the mirror or development
 * override that TF_CLI_CONFIG_FILE names. TENDLC_AWS_PROVIDER replaces the bindings' version constraint.
 * Exit 2: Terraform or the provider is unavailable, and nothing was tested.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { fromIni } from '@aws-sdk/credential-providers';
import { childEnvironment } from '../src/cli/sandbox/environment';
import { parseManifest } from '../src/manifest';
import { startSandbox } from '../src/sandbox';
import { seedWorld } from '../src/sandbox/seed/seed-world';
import { type ManifestChange, manifest } from './e2e/manifest';
import { must, mustSay, OUTPUT, run, Stacks } from './e2e/terraform';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const root = process.cwd();
const STACKS = ['main', 'secondary-crm', 'secondary-development'];
const CRM = 'TenDlcSender-crm';

async function main(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'tendlc-e2e-'));
  const { manifest: parsed } = parseManifest(manifest({ adopted: true }), 'e2e.yaml');
  const world = seedWorld(parsed!);
  const sandbox = await startSandbox({ world, directory: join(folder, '.tendlc', 'sandbox') });
  const env = childEnvironment(process.env, sandbox.env);
  const stacks = new Stacks(folder, env);
  const iam = (profile: string) => {
    const credentials = fromIni({
      profile,
      filepath: sandbox.env.AWS_SHARED_CREDENTIALS_FILE,
      configFilepath: sandbox.env.AWS_CONFIG_FILE,
    });
    return new IAMClient({ endpoint: sandbox.url, region: 'us-east-1', credentials });
  };
  const owner = iam('tendlc-sandbox-main');
  const tendlc = (...args: string[]) =>
    run(process.execPath, [join(root, 'bin', 'tendlc.js'), ...args], folder, env);
  const synth = async (change: ManifestChange) => {
    mkdirSync(join(folder, 'config'), { recursive: true });
    writeFileSync(join(folder, 'config', 'accounts.yaml'), manifest(change));
    must('synth', await tendlc('synth', '--output', OUTPUT));
  };
  const verify = async () => must('verify', await tendlc('verify', '--propagation-timeout', '0'));
  const eachStack = async (work: (stack: string) => Promise<unknown>) => {
    for (const stack of STACKS) await work(stack);
  };

  const steps: [string, () => Promise<void>][] = [
    [
      'plan shows what will be created',
      async () => {
        mustSay(await stacks.plan('main', 'changes'), /Plan: \d+ to add, 0 to change, 0 to destroy/);
      },
    ],
    [
      'apply creates every kind of resource',
      async () => {
        await eachStack((stack) => stacks.apply(stack));
      },
    ],
    ['a second plan is empty', () => eachStack((stack) => stacks.plan(stack, 'empty'))],
    [
      'verify: every account sends, and AWS denies what it must',
      async () => {
        mustSay(await verify(), /2 accounts, 3 messages sent/);
      },
    ],
    [
      'drift: the apply removes policies that were added by hand',
      async () => {
        const stray = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
        await owner.send(
          new PutRolePolicyCommand({
            RoleName: CRM,
            PolicyName: 'Stray',
            PolicyDocument: JSON.stringify(stray),
          }),
        );
        await owner.send(
          new AttachRolePolicyCommand({
            RoleName: CRM,
            PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
          }),
        );
        const plan = await stacks.plan('main', 'changes');
        mustSay(plan, /"Stray"/);
        mustSay(plan, /policy\/AdministratorAccess/);
        await stacks.apply('main');
        await stacks.plan('main', 'empty');
        const role = world.accounts.get('111122223333')!.roles.get(CRM.toLowerCase())!;
        if (role.inline.has('Stray') || role.attached.size > 0)
          throw new Error('the stray policies are still there');
      },
    ],
    [
      'drift: the apply restores a trust policy that was changed by hand',
      async () => {
        const trust = {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: { AWS: '444455556666' }, Action: 'sts:AssumeRole' }],
        };
        await owner.send(
          new UpdateAssumeRolePolicyCommand({ RoleName: CRM, PolicyDocument: JSON.stringify(trust) }),
        );
        mustSay(await stacks.plan('main', 'changes'), /sts:ExternalId/);
        await stacks.apply('main');
        await verify();
      },
    ],
    [
      'drift: the apply recreates a deleted role with its policies',
      async () => {
        await owner.send(new DeleteRolePolicyCommand({ RoleName: CRM, PolicyName: 'Send' }));
        await owner.send(new DeleteRoleCommand({ RoleName: CRM }));
        mustSay(await stacks.plan('main', 'changes'), /aws_iam_role\.sender-crm will be created/);
        await stacks.apply('main');
        await stacks.plan('main', 'empty');
        await verify();
      },
    ],
    [
      'update: one number fewer, another external ID, a suspended account',
      async () => {
        await synth({ status: 'suspended', crmNumbers: ['alerts'], crmExternalId: 'crm-rotated' });
        await eachStack((stack) => stacks.apply(stack));
        await eachStack((stack) => stacks.plan(stack, 'empty'));
        mustSay(await verify(), /1 messages? sent/);
        await synth({});
        await eachStack((stack) => stacks.apply(stack));
      },
    ],
    [
      'import: the apply adopts existing roles and policies',
      async () => {
        await prepareLegacy(owner, iam('tendlc-sandbox-secondary-legacy'));
        await synth({ adopted: true });
        must('init', await stacks.init('secondary-legacy'));
        mustSay(await stacks.apply('main'), /[1-9]\d* imported/);
        mustSay(await stacks.apply('secondary-legacy'), /[1-9]\d* imported/);
        await stacks.plan('main', 'empty');
        await stacks.plan('secondary-legacy', 'empty');
        mustSay(await verify(), /3 accounts/);
      },
    ],
    [
      'import by hand: terraform import finds a role, an inline policy and a managed policy',
      async () => {
        for (const [address, id] of imports) {
          must('state rm', await stacks.terraform(address.stack, 'state', 'rm', address.name));
          must(
            'import',
            await stacks.terraform(address.stack, 'import', '-input=false', '-no-color', address.name, id),
          );
        }
        // The only change is force_detach_policies, an argument that exists in Terraform's state but not in AWS.
        mustSay(await stacks.apply('main'), /0 added, 1 changed, 0 destroyed/);
        await stacks.plan('main', 'empty');
        await stacks.plan('secondary-development', 'empty');
      },
    ],
    [
      'destroy removes every resource',
      async () => {
        for (const stack of ['secondary-legacy', ...STACKS].reverse()) await stacks.destroy(stack);
        const left = [...world.accounts.values()].flatMap(({ roles, policies }) => [
          ...[...roles.values()].filter(({ path }) => path === '/tendlc/').map(({ arn }) => arn),
          ...policies.keys(),
        ]);
        if (left.length > 0) throw new Error(`left: ${left.join(', ')}`);
      },
    ],
  ];

  try {
    await synth({});
    const unavailable = await initialize(stacks);
    if (unavailable !== undefined) {
      process.stderr.write(
        `${unavailable}\nNothing was tested. Terraform needs the AWS provider, from its registry or from the mirror in TF_CLI_CONFIG_FILE.\n`,
      );
      return 2;
    }
    return await runSteps(steps);
  } finally {
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const at = (stack: string, name: string) => ({ stack, name });
const imports: [{ stack: string; name: string }, string][] = [
  [at('main', 'aws_iam_role.sender-crm'), CRM],
  [at('main', 'aws_iam_role_policy.send-crm'), `${CRM}:Send`],
  [
    at('secondary-development', 'aws_iam_policy.assume-sender-development'),
    'arn:aws:iam::222233334444:policy/tendlc/TenDlcAssumeSender',
  ],
];

/** Creates the resources that somebody made by hand before the project existed. */
async function prepareLegacy(owner: IAMClient, legacy: IAMClient): Promise<void> {
  const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const RoleName = 'TenDlcSender-legacy';
  const trust = { Effect: 'Allow', Principal: { AWS: '555566667777' }, Action: 'sts:AssumeRole' };
  await owner.send(
    new CreateRoleCommand({ RoleName, Path: '/tendlc/', AssumeRolePolicyDocument: document(trust) }),
  );
  const send = { Effect: 'Allow', Action: 'sms-voice:*', Resource: '*' };
  await owner.send(
    new PutRolePolicyCommand({ RoleName, PolicyName: 'Send', PolicyDocument: document(send) }),
  );
  const assume = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' };
  await legacy.send(
    new CreatePolicyCommand({
      PolicyName: 'TenDlcAssumeSender',
      Path: '/tendlc/',
      PolicyDocument: document(assume),
    }),
  );
}

/** Initializes every stack. Returns the reason if one fails. */
async function initialize(stacks: Stacks): Promise<string | undefined> {
  for (const stack of STACKS) {
    try {
      const { code, output } = await stacks.init(stack);
      if (code !== 0) return output;
    } catch (error) {
      return `terraform does not start: ${error instanceof Error ? error.message : error}`;
    }
  }
  return undefined;
}

async function runSteps(steps: [string, () => Promise<void>][]): Promise<number> {
  let passed = 0;
  for (const [name, step] of steps) {
    const start = Date.now();
    try {
      await step();
    } catch (error) {
      process.stdout.write(`✘ ${name}\n${error instanceof Error ? error.message : error}\n`);
      process.stdout.write(`${passed} passed, 1 failed, ${steps.length - passed - 1} skipped\n`);
      return 1;
    }
    passed += 1;
    process.stdout.write(`✔ ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)\n`);
  }
  process.stdout.write(`${passed} passed, 0 failed\n`);
  return 0;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    process.exitCode = 1;
  },
);
