import { asText, isObject, type JsonObject, listOf, objectOf, stringOf } from '../terraform/json';
import type { Plan } from '../terraform/plan';
import { constantAccount } from '../terraform/plan-resources';
import { providerAccounts } from '../terraform/resources';
import type { StackFile } from '../terraform/stack-files';
import { overrides } from '../terraform/unsupported-parts';
import { differences } from './expressions';
import type { Findings } from './findings';

/** The AWS provider as Terraform and OpenTofu name it. */
const sources = ['registry.terraform.io/hashicorp/aws', 'registry.opentofu.org/hashicorp/aws'];

export function checkProviders(plan: Plan, file: StackFile, findings: Findings): void {
  const wanted = providerBlocks(file.config);
  const accounts = providerAccounts(file.config);
  for (const [key, provider] of Object.entries(plan.providers)) {
    const block = wanted.get(key);
    if (block) checkProvider(key, objectOf(provider), block, accounts.get(key), findings);
    else if (key === 'aws' && isImplicit(objectOf(provider)))
      checkSource(`provider.${key}`, objectOf(provider).full_name, findings);
    else findings.add('provider-differs', `provider.${key}`, 'The manifest implies no such provider.');
  }
  for (const key of wanted.keys()) {
    if (!Object.hasOwn(plan.providers, key))
      findings.add('provider-differs', `provider.${key}`, 'The manifest implies it, and the plan lacks it.');
  }
  checkVersion(plan, file.config, findings);
}

/** Where every provider has an alias, Terraform lists the required one as well, without a configuration and unused. */
function isImplicit({ expressions, module_address: module, alias }: JsonObject): boolean {
  return Object.keys(objectOf(expressions)).length === 0 && module === undefined && alias === undefined;
}

function checkProvider(
  key: string,
  provider: JsonObject,
  block: JsonObject,
  account: string | undefined,
  findings: Findings,
): void {
  const address = `provider.${key}`;
  const { alias, ...written } = block;
  checkSource(address, provider.full_name, findings);
  if (provider.module_address !== undefined || provider.alias !== alias) {
    findings.add('provider-differs', address, 'Its alias or module is not what the manifest implies.');
  }
  const planned = constantAccount(provider);
  if (planned === undefined) {
    findings.add(
      'provider-account',
      address,
      'It has no constant allowed_account_ids: Terraform would work in whatever account the credentials are for.',
    );
  } else if (planned !== account) {
    findings.add(
      'provider-account',
      address,
      `It is for account ${planned}, and the manifest says ${account}.`,
    );
  }
  for (const argument of differences(objectOf(provider.expressions), written)) {
    if (argument === 'allowed_account_ids' && planned !== account) continue;
    const code = overrides.test(argument) ? 'provider-override' : 'provider-differs';
    findings.add(code, address, `Its argument ${argument} is not what the manifest implies.`);
  }
}

export function checkSource(address: string, name: unknown, findings: Findings): void {
  if (typeof name === 'string' && sources.includes(name)) return;
  findings.add('provider-differs', address, `Its provider is ${asText(name)}, not ${sources[0]}.`);
}

function checkVersion(plan: Plan, config: JsonObject, findings: Findings): void {
  const required = objectOf(objectOf(objectOf(config.terraform).required_providers).aws);
  for (const [key, provider] of Object.entries(plan.providers)) {
    const constraint = stringOf(objectOf(provider).version_constraint);
    if (constraint === undefined || constraint === required.version) continue;
    findings.add(
      'provider-differs',
      `provider.${key}`,
      `Its version constraint is ${constraint}, and the manifest implies ${asText(required.version)}.`,
    );
  }
}

function providerBlocks(config: JsonObject): Map<string, JsonObject> {
  const blocks = listOf(objectOf(config.provider).aws).filter(isObject);
  return new Map(
    blocks.map((block) => [block.alias === undefined ? 'aws' : `aws.${asText(block.alias)}`, block]),
  );
}
