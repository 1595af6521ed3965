import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { configurationFaults } from '../../src/guard/configuration';
import type { FindingCode } from '../../src/guard/findings';
import { stackFile, stackFolder } from '../../src/output-layout';
import { type JsonObject, objectOf } from '../../src/terraform/json';
import { configurationIn } from '../../src/terraform/planned-configuration';
import { type Edit, findings, stacks } from './editing';

const wanted = stacks.find(({ stack }) => stack === 'main')!.config;

function faultsOf(edit: (config: JsonObject) => void): [FindingCode, string][] {
  const config = structuredClone(wanted);
  edit(config);
  const faults = configurationFaults(wanted, { source: 'main.tfplan', config, foreign: [] });
  return faults.map(({ code, address }) => [code, address]);
}

const role = (config: JsonObject): JsonObject =>
  objectOf(objectOf(objectOf(config.resource).aws_iam_role)['sender-development']);

test('a configuration equals itself, also with other comments', () => {
  expect(faultsOf(() => {})).toEqual([]);
  expect(
    faultsOf((config) => {
      config['//'] = 'a comment';
      role(config)['//'] = 'a comment';
    }),
  ).toEqual([]);
});

test.each<[string, JsonObject, FindingCode, string]>([
  [
    'an ephemeral resource',
    { ephemeral: { aws_lambda_invocation: { x: {} } } },
    'configuration-differs',
    'ephemeral.aws_lambda_invocation.x',
  ],
  [
    'a removed block with a provisioner',
    { removed: [{ from: 'aws_iam_role.x', provisioner: [{ 'local-exec': { command: 'id' } }] }] },
    'configuration-differs',
    'removed',
  ],
  ['a check', { check: { x: { assert: { condition: true } } } }, 'configuration-differs', 'check.x'],
  ['an import', { import: [{ to: 'aws_iam_role.x', id: 'x' }] }, 'configuration-differs', 'import'],
  ['a moved block', { moved: [{ from: 'a.b', to: 'c.d' }] }, 'configuration-differs', 'moved'],
  [
    'an action',
    { action: { aws_lambda_invoke: { x: {} } } },
    'configuration-differs',
    'action.aws_lambda_invoke.x',
  ],
  [
    'a data source',
    { data: { external: { x: { program: ['id'] } } } },
    'configuration-differs',
    'data.external.x',
  ],
  ['a local value', { locals: { x: 1 } }, 'configuration-differs', 'locals.x'],
  ['a variable', { variable: { x: { default: 1 } } }, 'variable-extra', 'variable.x'],
  ['an output', { output: { x: { value: 1 } } }, 'output-differs', 'output.x'],
  ['a module', { module: { x: { source: './x' } } }, 'module', 'module.x'],
  ['another provider', { provider: { external: [{}] } }, 'provider-differs', 'provider.external'],
])('%s in the configuration is a finding', (_, blocks, code, address) => {
  const found = faultsOf((config) => {
    for (const [kind, value] of Object.entries(blocks))
      config[kind] = Array.isArray(value) ? value : { ...objectOf(config[kind]), ...objectOf(value) };
  });
  expect(found).toEqual([[code, address]]);
});

test.each<[string, (config: JsonObject) => void, FindingCode, string]>([
  [
    'another backend',
    (config) =>
      Object.assign(objectOf(config.terraform), { backend: { http: { address: 'https://example.com' } } }),
    'configuration-differs',
    'terraform.backend',
  ],
  [
    'provider_meta',
    (config) => Object.assign(objectOf(config.terraform), { provider_meta: { aws: {} } }),
    'configuration-differs',
    'terraform.provider_meta',
  ],
  [
    'a provisioner',
    (config) => Object.assign(role(config), { provisioner: [{ 'local-exec': { command: 'id' } }] }),
    'provisioner',
    'aws_iam_role.sender-development',
  ],
  [
    'a connection',
    (config) => Object.assign(role(config), { connection: { host: 'x' } }),
    'provisioner',
    'aws_iam_role.sender-development',
  ],
  [
    'ignore_changes',
    (config) => Object.assign(role(config), { lifecycle: { ignore_changes: 'all' } }),
    'configuration-differs',
    'aws_iam_role.sender-development',
  ],
  [
    'a provider with endpoints',
    (config) =>
      Object.assign(config, {
        provider: {
          aws: [
            {
              ...objectOf((objectOf(config.provider).aws as unknown[])[0]),
              endpoints: [{ iam: 'http://x' }],
            },
          ],
        },
      }),
    'provider-override',
    'provider.aws',
  ],
  [
    'a provider twice',
    (config) =>
      Object.assign(config, { provider: { aws: [...(objectOf(config.provider).aws as unknown[]), {}] } }),
    'provider-differs',
    'provider.aws',
  ],
  [
    'resources as a list',
    (config) => Object.assign(config, { resource: [config.resource] }),
    'configuration-differs',
    'resource',
  ],
  [
    'a missing resource',
    (config) => delete objectOf(objectOf(config.resource).aws_iam_role)['sender-development'],
    'configuration-differs',
    'aws_iam_role.sender-development',
  ],
])('%s is a finding', (_, edit, code, address) => {
  expect(faultsOf(edit)).toContainEqual([code, address]);
});

test('values that might be secrets are not shown', () => {
  const backend = { s3: { bucket: 'b', secret_key: 'hidden-value' } };
  const config = structuredClone(wanted);
  Object.assign(objectOf(config.terraform), { backend });
  expect(JSON.stringify(configurationFaults(wanted, { source: '', config, foreign: [] }))).not.toContain(
    'hidden-value',
  );
});

describe('an output folder', () => {
  let output: string;
  beforeEach(() => {
    output = mkdtempSync(join(tmpdir(), 'tendlc-guard-'));
    mkdirSync(stackFolder(output, 'main'), { recursive: true });
    writeFileSync(stackFile(output, 'main'), JSON.stringify(wanted));
  });
  afterEach(() => rmSync(output, { recursive: true, force: true }));

  const codes = (): FindingCode[] =>
    configurationFaults(wanted, configurationIn(output, 'main')).map(({ code }) => code);

  test('of the manifest passes, and another stack in it does not matter', () => {
    mkdirSync(stackFolder(output, 'other'));
    writeFileSync(join(stackFolder(output, 'other'), 'extra.tf'), '');
    expect(codes()).toEqual([]);
  });

  test.each(['extra.tf', 'cdk_override.tf.json', 'x.auto.tfvars', 'terraform.tfvars.json'])(
    'with %s does not pass',
    (name) => {
      writeFileSync(join(stackFolder(output, 'main'), name), '{}');
      expect(codes()).toEqual(['foreign-file']);
    },
  );

  test('without the stack, or with a symbolic link in its place, does not pass', () => {
    rmSync(stackFolder(output, 'main'), { recursive: true });
    expect(codes()).toEqual(['configuration-missing']);
    symlinkSync(dirname(output), stackFolder(output, 'main'));
    expect(codes()).toEqual(['foreign-file', 'configuration-missing']);
  });

  test('with a key twice cannot be read', () => {
    writeFileSync(stackFile(output, 'main'), '{"output":{},"output":{}}');
    expect(codes).toThrow(expect.objectContaining({ exitCode: 2 }));
  });
});

describe('the variable of HCP Terraform', () => {
  const hcp = { variable: { tfc_aws_dynamic_credentials: { type: 'any' } } };
  const edit =
    (variable: JsonObject, file: string): Edit =>
    (plan) => {
      objectOf(objectOf(plan.configuration).root_module).variables = {
        tfc_aws_dynamic_credentials: variable,
      };
      plan.variables = {
        tfc_aws_dynamic_credentials: { value: { aliases: { MAIN: { shared_config_file: file } } } },
      };
    };
  const codes = (variable: JsonObject, file: string): string[] => {
    Object.assign(wanted, hcp);
    try {
      return findings(edit(variable, file)).map(([code]) => code);
    } finally {
      delete wanted.variable;
    }
  };

  test('may have a value that HCP Terraform sets', () => {
    expect(codes({}, '/home/tfc-agent/config')).toEqual([]);
  });
  test('may have no default, and no file of the repository', () => {
    expect(codes({ default: {} }, '/home/tfc-agent/config')).toEqual(['variable-differs']);
    expect(codes({}, './evil.cfg')).toEqual(['variable-differs']);
  });
});
