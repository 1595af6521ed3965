import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { JsonObject } from '../../src/access/terraform/json';
import { listOf, objectOf } from '../../src/access/terraform/json';
import { samples, stacksOf } from '../access/samples';
import { guard, planOfStack, structural } from './guarding';
import { type StandIn, startStandIn } from './terraform/stand-in-provider';

/**
 * Terraform's own plans of the very cdk.tf.json. The AWS provider is stood in for (nothing is downloaded, nothing is
 * created), all else is Terraform: without it on the machine there is nothing to see here.
 */
const run = promisify(execFile);
const version = run('terraform', ['version', '-json']).then(
  ({ stdout }) => JSON.parse(stdout).terraform_version,
  () => undefined,
);

describe('plans of Terraform itself', () => {
  const stacks = stacksOf('bounded');
  const manifest = samples.bounded!();
  let standIn: StandIn;
  let directory: string;
  let drift: string;

  const terraform = async (folder: string, ...parameters: string[]): Promise<string> => {
    const env = {
      ...process.env,
      TF_REATTACH_PROVIDERS: standIn.reattach,
      TF_IN_AUTOMATION: '1',
      CHECKPOINT_DISABLE: '1',
      TF_CLI_CONFIG_FILE: join(directory, 'terraformrc'),
    };
    const { stdout } = await run('terraform', [...parameters], { cwd: folder, env, maxBuffer: 2 ** 28 });
    return stdout;
  };
  const plan = async (folder: string, ...parameters: string[]): Promise<JsonObject> => {
    await terraform(folder, 'plan', '-no-color', '-input=false', '-out', 'plan.bin', ...parameters);
    return JSON.parse(await terraform(folder, 'show', '-json', 'plan.bin'));
  };
  const folderOf = async (stack: string): Promise<string> => {
    const folder = join(directory, 'stacks', stack);
    mkdirSync(folder, { recursive: true });
    const { config } = stacks.find((file) => file.stack === stack)!;
    const backend = { local: { path: join(directory, `${stack}.tfstate`) } };
    writeFileSync(
      join(folder, 'cdk.tf.json'),
      JSON.stringify({ ...config, terraform: { ...objectOf(config.terraform), backend } }),
    );
    await terraform(folder, 'init', '-no-color', '-input=false');
    return folder;
  };
  const codes = (stack: string, planned: JsonObject): string[] => [
    ...new Set(structural(guard(manifest, stacks, { [stack]: planned }))),
  ];

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'tendlc-terraform-'));
    drift = join(directory, 'drift.json');
    writeFileSync(drift, '{}');
    writeFileSync(join(directory, 'terraformrc'), '');
    standIn = await startStandIn(drift);
  });
  afterAll(() => {
    standIn.close();
    rmSync(directory, { recursive: true, force: true });
  });

  test('from nothing to applied, and what is done to them on the way', async () => {
    if (!(await version)) return;
    const folder = await folderOf('main');
    const first = await plan(folder);
    expect(codes('main', first)).toEqual([]);
    expect(shapeOf(planOfStack(stacks, 'main'))).toEqual(shapeOf(first));
    expect(codes('main', await plan(folder, '-target', 'aws_iam_role.sender-plain'))).toEqual([
      'plan-incomplete',
      'resource-missing',
    ]);

    await plan(folder);
    await terraform(folder, 'apply', '-no-color', 'plan.bin');
    const idle = await plan(folder);
    expect(codes('main', idle)).toEqual([]);
    expect(shapeOf(planOfStack(stacks, 'main', 'no-op'))).toEqual(shapeOf(idle));
    expect(codes('main', await plan(folder, '-refresh-only'))).toEqual(['plan-refresh-only']);
    expect(codes('main', await plan(folder, '-destroy'))).toContain('role-destroyed');
    expect(codes('main', await plan(folder, '-replace', 'aws_iam_role.sender-plain'))).toEqual([
      'role-replaced',
    ]);

    writeFileSync(
      drift,
      JSON.stringify({
        'aws_iam_role TenDlcSender-plain': { assume_role_policy: '{"Version":"2012-10-17","Statement":[]}' },
      }),
    );
    expect(codes('main', await plan(folder))).toEqual(['drift']);
    writeFileSync(
      drift,
      JSON.stringify({
        'aws_iam_role_policies_exclusive TenDlcSender-plain': { policy_names: ['Send', 'ByHand'] },
      }),
    );
    expect(codes('main', await plan(folder))).toEqual(['drift']);
    writeFileSync(drift, '{}');

    const file = join(folder, 'cdk.tf.json');
    const config = JSON.parse(readFileSync(file, 'utf8'));
    const { 'sender-plain': _, ...roles } = config.resource.aws_iam_role;
    const removed = { from: 'aws_iam_role.sender-plain', lifecycle: { destroy: false } };
    writeFileSync(file, JSON.stringify({ ...config, removed, resource: { aws_iam_role: roles } }));
    expect(codes('main', await plan(folder))).toContain('forgotten');
  }, 180_000);

  test('a provider that somebody turned away from AWS', async () => {
    if (!(await version)) return;
    const folder = await folderOf('secondary-plain');
    const file = join(folder, 'cdk.tf.json');
    const config = JSON.parse(readFileSync(file, 'utf8'));
    const [aws] = config.provider.aws;
    const variable = { account: { default: '333344445555' } };
    writeFileSync(
      file,
      JSON.stringify({
        ...config,
        variable,
        provider: {
          aws: [
            { ...aws, allowed_account_ids: ['${var.account}'], endpoints: [{ iam: 'http://localhost' }] },
          ],
        },
      }),
    );
    expect(codes('secondary-plain', await plan(folder))).toEqual([
      'variable-extra',
      'provider-account',
      'provider-override',
    ]);
  }, 60_000);
});

/** What guard reads of a plan: values, actions, configuration. */
function shapeOf(plan: JsonObject): unknown {
  const changes = listOf(plan.resource_changes).map((one) => {
    const { address, mode, type, name, provider_name, change } = objectOf(one);
    const { actions, before, after, after_unknown } = objectOf(change);
    return {
      address,
      mode,
      type,
      name,
      provider_name,
      actions,
      before: made(before),
      after: made(after),
      after_unknown,
    };
  });
  const configuration = objectOf(plan.configuration);
  const root = objectOf(configuration.root_module);
  const byAddress = (items: unknown): unknown[] =>
    listOf(items).toSorted((a, b) => (String(objectOf(a).address) < String(objectOf(b).address) ? -1 : 1));
  return {
    changes: byAddress(changes),
    providers: configuration.provider_config,
    resources: byAddress(root.resources),
    outputs: root.outputs,
    format: plan.format_version,
    complete: plan.complete,
    errored: plan.errored,
  };
}

/** What AWS would have made up is whatever each side made up. */
function made(values: unknown): unknown {
  if (values === null) return null;
  const {
    id: _,
    unique_id: __,
    policy_id: ___,
    create_date: ____,
    attachment_count: _____,
    ...rest
  } = objectOf(values);
  return rest;
}
