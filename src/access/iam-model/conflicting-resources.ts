import { stringOf } from '../../terraform/json';
import type { Resource } from '../../terraform/resources';

/** What IAM knows a policy by, in its account: another of the same name overwrites it, in whatever order they come. */
const identities: Record<string, readonly string[]> = {
  aws_iam_policy: ['name'],
  aws_iam_role_policy: ['role', 'name'],
  aws_iam_user_policy: ['user', 'name'],
  aws_iam_group_policy: ['group', 'name'],
};

/** Lists of all that a role may have: what other resources give it besides is taken away at every apply. */
const exclusive: Record<string, { list: string; type: string; entry: string }> = {
  aws_iam_role_policies_exclusive: { list: 'policy_names', type: 'aws_iam_role_policy', entry: 'name' },
  aws_iam_role_policy_attachments_exclusive: {
    list: 'policy_arns',
    type: 'aws_iam_role_policy_attachment',
    entry: 'policy_arn',
  },
};

/** Resources that overwrite or undo each other: what is left of them in AWS is not what their documents say. */
export function conflictingResources(resources: readonly Resource[]): string[] {
  return [...overwritten(resources), ...undone(resources)];
}

function overwritten(resources: readonly Resource[]): string[] {
  const seen = new Map<string, string>();
  return resources.flatMap((resource) => {
    const { type, accountId, values, address } = resource;
    const keys = identities[type];
    if (!keys) return [];
    const named = keys.map((key) => stringOf(values[key]));
    if (named.includes(undefined)) return [said(resource, `its ${keys.join(' or ')} is not known`)];
    const identity = [type, accountId, ...named].join(' ').toLowerCase();
    const other = seen.get(identity);
    seen.set(identity, address);
    return other ? [said(resource, `it has the name of ${other}: one overwrites the other`)] : [];
  });
}

function undone(resources: readonly Resource[]): string[] {
  const roles = new Set<string>();
  const made = new Map<string, unknown[]>();
  for (const { type, accountId, values } of resources) {
    if (type === 'aws_iam_role') roles.add(JSON.stringify([accountId, values.name]));
    const key = JSON.stringify([accountId, values.role, type]);
    const entry = Object.values(exclusive).find((list) => list.type === type)?.entry;
    if (entry) made.set(key, [...(made.get(key) ?? []), values[entry]]);
  }
  return resources.flatMap((resource) => {
    const { type, accountId, values } = resource;
    const { list, type: other } = exclusive[type] ?? {};
    if (!list) return [];
    if (!roles.has(JSON.stringify([accountId, values.role_name])))
      return [said(resource, 'it is for a role that nothing here makes')];
    const given = made.get(JSON.stringify([accountId, values.role_name, other])) ?? [];
    if (sameList(values[list], given)) return [];
    return [said(resource, `${list} is not what the role is given: Terraform takes the rest away`)];
  });
}

function sameList(listed: unknown, made: readonly unknown[]): boolean {
  if (!Array.isArray(listed)) return false;
  const wanted = new Set(made);
  return new Set(listed).size === wanted.size && listed.every((item) => wanted.has(item));
}

function said({ stack, address }: Resource, problem: string): string {
  return `${stack}: ${address}: ${problem}`;
}
