import { asText, isObject, type JsonObject, listOf, objectOf, stringOf } from '../terraform/json';
import type { Plan } from '../terraform/plan';
import { constantAccount } from '../terraform/plan-resources';
import { providerAccounts } from '../terraform/resources';
import type { StackFile } from '../terraform/stack-files';
import { overrides } from '../terraform/unsupported-parts';
import { differences } from './expressions';
import type { Fault } from './findings';
import { shownValues } from './values';

/** The AWS provider as Terraform and OpenTofu name it. */
const sources = ['registry.terraform.io/hashicorp/aws', 'registry.opentofu.org/hashicorp/aws'];

/** The provider configurations in the plan's JSON. */
export function providerFaults(plan: Plan, { config }: StackFile): Fault[] {
  const wanted = providerBlocks(config);
  const accounts = providerAccounts(config);
  const planned = Object.entries(plan.providers).flatMap(([key, value]) => {
    const provider = objectOf(value);
    const block = wanted.get(key);
    if (block) return blockFaults(key, provider, block, accounts.get(key));
    if (key === 'aws' && isImplicit(provider)) return sourceFaults(`provider.${key}`, provider.full_name);
    return [differs(`provider.${key}`, 'The manifest implies no such provider.')];
  });
  const missing = [...wanted.keys()]
    .filter((key) => !Object.hasOwn(plan.providers, key))
    .map((key) => differs(`provider.${key}`, 'The manifest implies it, and the plan lacks it.'));
  return [...planned, ...missing, ...versionFaults(plan, config)];
}

/** If every provider has an alias, Terraform also lists the required one, without a configuration and unused. */
function isImplicit({ expressions, module_address: module, alias }: JsonObject): boolean {
  return Object.keys(objectOf(expressions)).length === 0 && module === undefined && alias === undefined;
}

function blockFaults(
  key: string,
  provider: JsonObject,
  block: JsonObject,
  account: string | undefined,
): Fault[] {
  const address = `provider.${key}`;
  const { alias, ...written } = block;
  const expressions = objectOf(provider.expressions);
  const planned = constantAccount(provider);
  const isElsewhere = provider.module_address !== undefined || provider.alias !== alias;
  return [
    ...sourceFaults(address, provider.full_name),
    ...(isElsewhere ? [differs(address, 'Its alias or module is not what the manifest implies.')] : []),
    ...accountFaults(address, planned, account),
    ...differences(expressions, written)
      .filter((argument) => argument !== 'allowed_account_ids' || planned === account)
      .map((argument) =>
        argumentFault(
          address,
          argument,
          written[argument],
          objectOf(expressions[argument]).constant_value ?? expressions[argument],
        ),
      ),
  ];
}

/** A provider's argument that is not as written. */
export function argumentFault(address: string, argument: string, wanted: unknown, planned: unknown): Fault {
  return {
    code: overrides.test(argument) ? 'provider-override' : 'provider-differs',
    address,
    message: `Its argument ${argument} is not what the manifest implies.`,
    ...shownValues(argument, wanted, planned),
  };
}

function accountFaults(address: string, planned: string | undefined, account: string | undefined): Fault[] {
  if (planned === account && planned !== undefined) return [];
  const message =
    planned === undefined
      ? 'It has no constant allowed_account_ids: Terraform would work in the account of whatever credentials it gets.'
      : `It is for account ${planned}, and the manifest says ${account}.`;
  const values = {
    attribute: 'allowed_account_ids',
    ...(account !== undefined && { wanted: [account] }),
    ...(planned !== undefined && { planned: [planned] }),
  };
  return [{ code: 'provider-account', address, message, ...values }];
}

export function sourceFaults(address: string, name: unknown): Fault[] {
  if (typeof name === 'string' && sources.includes(name)) return [];
  return [differs(address, `Its provider is ${asText(name)}, not ${sources[0]}.`)];
}

function versionFaults(plan: Plan, config: JsonObject): Fault[] {
  const required = objectOf(objectOf(objectOf(config.terraform).required_providers).aws);
  return Object.entries(plan.providers).flatMap(([key, provider]): Fault[] => {
    const constraint = stringOf(objectOf(provider).version_constraint);
    if (constraint === undefined || constraint === required.version) return [];
    const message = 'Its version constraint is not what the manifest implies.';
    const values = { attribute: 'version', wanted: required.version, planned: constraint };
    return [{ ...differs(`provider.${key}`, message), ...values }];
  });
}

function providerBlocks(config: JsonObject): Map<string, JsonObject> {
  const blocks = listOf(objectOf(config.provider).aws).filter(isObject);
  return new Map(
    blocks.map((block) => [block.alias === undefined ? 'aws' : `aws.${asText(block.alias)}`, block]),
  );
}

function differs(address: string, message: string): Fault {
  return { code: 'provider-differs', address, message };
}
