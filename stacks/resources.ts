import { createHash } from 'node:crypto';
import type { TerraformResource } from 'cdktf/lib/index.js';
import type { Construct } from 'constructs/lib/index.js';

interface ResourceClass<Config, Resource extends TerraformResource> {
  new (scope: Construct, id: string, config: Config): Resource;
  readonly tfResourceType: string;
}

/**
 * Creates `TYPE.NAME`. The construct's ID carries the type as well: resources of different types share a name here,
 * and construct IDs must differ within a stack.
 */
export function create<Config, Resource extends TerraformResource>(
  scope: Construct,
  type: ResourceClass<Config, Resource>,
  name: string,
  config: Config,
): Resource {
  const resource = new type(scope, `${type.tfResourceType}.${name}`, config);
  resource.overrideLogicalId(name);
  return resource;
}

/**
 * Order and replacement between resources that name each other by literals: created after `resources`, and replaced
 * together with `trigger`. The trigger is a plain string, because Terraform refuses an interpolation there.
 */
export function following(resources: TerraformResource[], ...trigger: string[]) {
  return { dependsOn: resources, lifecycle: { replaceTriggeredBy: trigger } };
}

/**
 * IAM names may have characters that Terraform's names may not. Such a name gets a short digest, so that `a.b` and
 * `a+b` stay two resources.
 */
export function addressPart(iamName: string): string {
  const plain = iamName.replace(/[^A-Za-z0-9_-]/g, '_');
  return plain === iamName ? plain : `${plain}_${digest(iamName)}`;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
