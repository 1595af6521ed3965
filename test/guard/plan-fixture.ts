import { isObject, type JsonObject, listOf, objectOf } from '../../src/terraform/json';
import { resourcesOf } from '../../src/terraform/resources';
import type { StackFile } from '../../src/terraform/stack-files';
import { types } from './terraform/schema';

/**
 * The plan that Terraform would make of a stack, in its documented JSON format; `real-plans.test.ts` compares it with
 * what Terraform itself makes. `create`: nothing exists yet; `no-op`: all is there as configured.
 */
export function planFixture({ config, stack }: StackFile, action: 'create' | 'no-op' = 'create'): JsonObject {
  const resources = resourcesOf({ stack, config });
  const changes = resources.map(({ address, type, name, values, accountId = '' }) => {
    const { set = {}, computed = {}, defaults = {} } = types[type] ?? {};
    const planned = Object.fromEntries(
      Object.keys(set).map((key) => [key, values[key] ?? defaults[key] ?? null]),
    );
    const existing = { ...planned, ...made(type, Object.keys(computed), planned, accountId) };
    const creates = action === 'create';
    return {
      address,
      mode: 'managed',
      type,
      name,
      provider_name: 'registry.terraform.io/hashicorp/aws',
      change: {
        actions: [action],
        before: creates ? null : existing,
        after: creates ? { ...values, ...planned } : { ...values, ...existing },
        after_unknown: creates ? Object.fromEntries(Object.keys(computed).map((key) => [key, true])) : {},
        before_sensitive: false,
        after_sensitive: {},
      },
    };
  });
  return {
    format_version: '1.2',
    terraform_version: '1.11.4',
    planned_values: { root_module: {} },
    resource_changes: changes,
    configuration: { provider_config: providersOf(config), root_module: rootModule(config) },
    applyable: action === 'create',
    complete: true,
    errored: false,
  };
}

function made(type: string, keys: string[], planned: JsonObject, accountId: string): JsonObject {
  const kind = type === 'aws_iam_policy' ? 'policy' : 'role';
  const all: JsonObject = {
    arn: `arn:aws:iam::${accountId}:${kind}${planned.path}${planned.name}`,
    attachment_count: 1,
    create_date: '2026-01-01T00:00:00Z',
    id: String(planned.name),
    inline_policy: [],
    managed_policy_arns: [],
    name_prefix: '',
    policy_id: 'ANPAEXAMPLE',
    tags_all: {},
    unique_id: 'AROAEXAMPLE',
  };
  return Object.fromEntries(keys.map((key) => [key, all[key]]));
}

const blocks = new Set(['assume_role', 'default_tags', 'endpoints']);

/** JSON configurations show constants as they are written; blocks are lists of expressions. */
function expressions(values: JsonObject): JsonObject {
  const meta = new Set(['provider', 'depends_on', 'lifecycle', '//', 'alias']);
  const entries = Object.entries(values).filter(([key]) => !meta.has(key));
  return Object.fromEntries(
    entries.map(([key, value]) => [
      key,
      blocks.has(key)
        ? listOf(value).map((block) => expressions(objectOf(block)))
        : { constant_value: value },
    ]),
  );
}

function providersOf(config: JsonObject): JsonObject {
  const version = objectOf(objectOf(objectOf(config.terraform).required_providers).aws).version;
  const providers = listOf(objectOf(config.provider).aws).filter(isObject);
  const aws = { name: 'aws', full_name: 'registry.terraform.io/hashicorp/aws', version_constraint: version };
  const configured = providers.map(({ alias, ...provider }) => [
    alias === undefined ? 'aws' : `aws.${String(alias)}`,
    { ...aws, ...(alias !== undefined && { alias }), expressions: expressions(provider) },
  ]);
  // The provider that the stack requires is there also where each configuration has an alias.
  return { aws, ...Object.fromEntries(configured) };
}

function rootModule(config: JsonObject): JsonObject {
  const resources = Object.entries(objectOf(config.resource)).flatMap(([type, byName]) =>
    Object.entries(objectOf(byName)).map(([name, block]) => {
      const { provider, depends_on: dependsOn } = objectOf(block);
      return {
        address: `${type}.${name}`,
        mode: 'managed',
        type,
        name,
        provider_config_key: provider ?? 'aws',
        expressions: expressions(objectOf(block)),
        schema_version: 0,
        ...(dependsOn !== undefined && { depends_on: dependsOn }),
      };
    }),
  );
  const outputs = Object.entries(objectOf(config.output)).map(([name, output]) => [
    name,
    { expression: { constant_value: objectOf(output).value } },
  ]);
  return {
    ...(outputs.length > 0 && { outputs: Object.fromEntries(outputs) }),
    ...(resources.length > 0 && { resources }),
    ...(config.variable !== undefined && { variables: config.variable }),
  };
}
