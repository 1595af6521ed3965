import { asText, isObject, type JsonObject, listOf, objectOf } from './json';
import type { Problem } from './problem';
import type { StackFile } from './stack-files';

/** What a stack of tendlc is made of; anything else may make, change or leave out what no question is about. */
const blocks = new Set(['//', 'terraform', 'provider', 'resource', 'output', 'variable', 'import']);

/** By these a resource is not, or not only, what its arguments say. */
const withhold: Record<string, string> = {
  count: 'how many of it there are is not evaluated',
  for_each: 'how many of it there are is not evaluated',
  dynamic: 'what it adds is not evaluated',
  provisioner: 'what its command does is not evaluated',
  inline_policy: 'it takes away every other inline policy of the role',
  managed_policy_arns: 'it takes away every other policy that is attached to the role',
};
const lifecycle = new Set(['replace_triggered_by', 'create_before_destroy', 'prevent_destroy']);

/** The AWS provider as configurations name it. */
const sources = ['aws', 'hashicorp/aws', 'registry.terraform.io/hashicorp/aws'];

/** Arguments that make a provider speak of something else than the account it names. */
export const overrides =
  /^(endpoints|skip_.*|s3_use_path_style|s3_us_east_1_regional_endpoint|ec2_metadata_service_.*|sts_region|insecure|http_proxy|https_proxy|no_proxy|custom_ca_bundle|access_key|secret_key|token|token_bucket_.*|shared_credentials_files|ignore_tags)$/;

type UnsupportedPart = Problem<'unsupported-part'>;

/** What a configuration holds besides the arguments of its resources, and is therefore not evaluated. */
export function unsupportedParts(files: readonly StackFile[]): UnsupportedPart[] {
  return files.flatMap(({ stack, config }) =>
    [...oddBlocks(config), ...oddProviders(config), ...oddResources(config)].map(
      ({ address = '', detail }) => ({ code: 'unsupported-part', stack, address, detail }),
    ),
  );
}

interface Part {
  address?: string;
  detail: string;
}

function oddBlocks(config: JsonObject): Part[] {
  const { source = 'aws' } = objectOf(objectOf(objectOf(config.terraform).required_providers).aws);
  return [
    ...Object.keys(config)
      .filter((name) => !blocks.has(name))
      .map((name) => ({ detail: `blocks of type ${name} are not evaluated` })),
    ...(sources.includes(asText(source))
      ? []
      : [{ detail: `its provider ${asText(source)} is not hashicorp/aws` }]),
  ];
}

function oddProviders({ provider }: JsonObject): Part[] {
  const seen = new Set<string>();
  return Object.entries(objectOf(provider)).flatMap(([name, list]) =>
    listOf(list).flatMap((block) => {
      const { alias, ...written } = objectOf(block);
      const key = alias === undefined ? name : `${name}.${asText(alias)}`;
      const address = `provider ${key}`;
      const twice = seen.has(key);
      seen.add(key);
      return [
        ...(name === 'aws' ? [] : [{ address, detail: 'it is not evaluated' }]),
        ...(twice ? [{ address, detail: 'it is defined twice' }] : []),
        ...Object.keys(written)
          .filter((argument) => overrides.test(argument))
          .map((argument) => ({ address, detail: `${argument}: it might not call AWS` })),
      ];
    }),
  );
}

function oddResources({ resource }: JsonObject): Part[] {
  if (resource !== undefined && !isObject(resource))
    return [{ detail: 'its resources are not written as an object' }];
  return Object.entries(objectOf(resource)).flatMap(([type, byName]) => {
    if (!isObject(byName)) return [{ address: type, detail: 'its resources are not written as an object' }];
    return Object.entries(byName).flatMap(([name, written]) => {
      const odd = isObject(written) ? oddArguments(written) : ['it is not written as an object'];
      return odd.map((detail) => ({ address: `${type}.${name}`, detail }));
    });
  });
}

function oddArguments(block: JsonObject): string[] {
  const rules = Array.isArray(block.lifecycle) ? block.lifecycle : [block.lifecycle];
  return [
    ...Object.keys(block)
      .filter((key) => Object.hasOwn(withhold, key))
      .map((key) => `${key}: ${withhold[key]}`),
    ...rules
      .flatMap((rule) => Object.keys(objectOf(rule)))
      .filter((key) => !lifecycle.has(key))
      .map((key) => `lifecycle ${key}: Terraform may leave it other than it is written`),
  ];
}
