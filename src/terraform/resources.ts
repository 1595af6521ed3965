import { isObject, type JsonObject, listOf, objectOf, stringOf } from './json';
import type { StackFile } from './stack-files';
import { resolveTemplates } from './template';

/** One resource, out of a configuration or a plan: what Terraform will make of it, without its meta-arguments. */
export interface Resource {
  stack: string;
  address: string;
  type: string;
  name: string;
  /** `aws`, or `aws.ALIAS`. */
  provider: string;
  /** From the provider's `allowed_account_ids`; absent if that is not one constant account. */
  accountId?: string;
  values: JsonObject;
}

const metaArguments = new Set([
  'provider',
  'depends_on',
  'lifecycle',
  'count',
  'for_each',
  'provisioner',
  'connection',
  '//',
]);

export function resourcesOfStacks(files: readonly StackFile[]): Resource[] {
  return files.flatMap(resourcesOf);
}

export function resourcesOf({ stack, config }: StackFile): Resource[] {
  const accounts = providerAccounts(config);
  return Object.entries(objectOf(config.resource)).flatMap(([type, byName]) =>
    Object.entries(objectOf(byName)).flatMap(([name, blocks]) =>
      listOf(blocks)
        .filter(isObject)
        .map((block) => {
          const provider = stringOf(block.provider) ?? type.slice(0, type.indexOf('_'));
          const accountId = accounts.get(provider);
          const values = attributesOf(block);
          return {
            stack,
            address: `${type}.${name}`,
            type,
            name,
            provider,
            ...(accountId && { accountId }),
            values,
          };
        }),
    ),
  );
}

/** What the block sets, without meta-arguments, templates resolved. */
function attributesOf(block: JsonObject): JsonObject {
  const entries = Object.entries(block).filter(([key]) => !metaArguments.has(key));
  return Object.fromEntries(entries.map(([key, value]) => [key, resolveTemplates(value)]));
}

/** Provider reference (`aws`, `aws.ALIAS`) to the one account it is tied to. */
export function providerAccounts(config: JsonObject): Map<string, string> {
  const accounts = new Map<string, string>();
  for (const [name, blocks] of Object.entries(objectOf(config.provider))) {
    for (const block of listOf(blocks).filter(isObject)) {
      const alias = stringOf(block.alias);
      const allowed = listOf(resolveTemplates(block.allowed_account_ids));
      if (allowed.length === 1 && typeof allowed[0] === 'string') {
        accounts.set(alias ? `${name}.${alias}` : name, allowed[0]);
      }
    }
  }
  return accounts;
}
