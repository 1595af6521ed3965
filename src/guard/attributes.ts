import { isObject, type JsonObject } from '../terraform/json';

/**
 * What the AWS provider adds to resources that do not set it (Registry, hashicorp/aws, "Attribute Reference" of each
 * type). Only these may be unknown, or hold something that the manifest does not say.
 */
const computed: Record<string, readonly string[]> = {
  aws_iam_role: [
    'arn',
    'create_date',
    'id',
    'unique_id',
    'name_prefix',
    'tags_all',
    'inline_policy',
    'managed_policy_arns',
  ],
  aws_iam_role_policy: ['id', 'name_prefix'],
  aws_iam_policy: ['arn', 'attachment_count', 'id', 'policy_id', 'name_prefix', 'tags_all'],
  aws_iam_role_policy_attachment: ['id'],
  aws_iam_user_policy_attachment: ['id'],
  aws_iam_group_policy_attachment: ['id'],
};

/** Defaults of the provider's schema that are not empty. */
const defaults: Record<string, JsonObject> = {
  aws_iam_role: { path: '/', max_session_duration: 3600 },
  aws_iam_policy: { path: '/' },
};

/** Sets in the provider's schema: a plan sorts them as it likes. */
const sets = new Set(['policy_names', 'policy_arns']);
const policies = new Set(['assume_role_policy', 'policy']);

export function isComputed(type: string, attribute: string): boolean {
  return computed[type]?.includes(attribute) ?? false;
}

export function isSet(attribute: string): boolean {
  return sets.has(attribute);
}

export function isPolicy(attribute: string): boolean {
  return policies.has(attribute);
}

/** Is this the value of the attribute if no argument sets it? */
export function isUnset(type: string, attribute: string, value: unknown): boolean {
  if (value === null || value === undefined || value === '' || value === false) return true;
  if (Array.isArray(value)) return value.length === 0;
  if (isObject(value)) return Object.keys(value).length === 0;
  return value === defaults[type]?.[attribute];
}
