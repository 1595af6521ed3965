import type { Json } from '../support/synthesized';

/**
 * The arguments whose change replaces the resource, from the AWS provider's documentation.
 */
const forceNew: Record<string, readonly string[]> = {
  aws_iam_role: ['name', 'path'],
  aws_iam_role_policy: ['name', 'role'],
  aws_iam_role_policies_exclusive: ['role_name'],
  aws_iam_role_policy_attachments_exclusive: ['role_name'],
  aws_iam_policy: ['name', 'path'],
  aws_iam_role_policy_attachment: ['role', 'policy_arn'],
  aws_iam_user_policy_attachment: ['user', 'policy_arn'],
  aws_iam_group_policy_attachment: ['group', 'policy_arn'],
};

/**
 * A stack with `terraform_data` in place of AWS's resources, which Terraform applies without a provider:
 * same addresses (`TYPE.NAME` becomes `terraform_data.TYPE--NAME`), order, replacement, aliases, imports, backend.
 */
export function standIn(stack: Json): Json {
  const { resource = {}, provider, terraform, import: imports, ...rest } = stack;
  const resources = Object.entries(resource as Json).flatMap(([type, named]) =>
    Object.entries(named as Json).map(([name, config]) => [
      `${type}--${name}`,
      resourceStandIn(type, config as Json),
    ]),
  );
  const aliases = provider.aws.flatMap(({ alias }: Json) => (alias ? [{ alias }] : []));
  const { required_providers: _, ...settings } = terraform;
  return {
    ...rest,
    terraform: settings,
    ...(resources.length > 0 && { resource: { terraform_data: Object.fromEntries(resources) } }),
    ...(aliases.length > 0 && { provider: { terraform: aliases } }),
    ...(imports && {
      import: imports.map((block: Json) => ({ ...block, to: address(block.to), ...aliased(block) })),
    }),
  };
}

function resourceStandIn(type: string, config: Json): Json {
  const { '//': note, depends_on, lifecycle, provider, ...input } = config;
  return {
    '//': note,
    input,
    triggers_replace: forceNew[type]!.map((name) => input[name]),
    ...(depends_on && { depends_on: depends_on.map(address) }),
    // terraform_data has one attribute that is new with every replacement: its id.
    ...(lifecycle && {
      lifecycle: {
        replace_triggered_by: lifecycle.replace_triggered_by.map((text: string) => `${address(text)}.id`),
      },
    }),
    ...aliased({ provider }),
  };
}

function address(text: string): string {
  const [type, name] = text.split('.');
  return `terraform_data.${type}--${name}`;
}

function aliased({ provider }: Json): Json {
  return provider ? { provider: provider.replace('aws.', 'terraform.') } : {};
}
