import { stringOf } from '../../terraform/json';
import type { Resource } from '../../terraform/resources';
import type { AccessProblem } from '../model';

/** The arguments that identify a policy in its account: a second resource with the same ones overwrites the first. */
const identities: Record<string, readonly string[]> = {
  aws_iam_policy: ['name'],
  aws_iam_role_policy: ['role', 'name'],
  aws_iam_user_policy: ['user', 'name'],
  aws_iam_group_policy: ['group', 'name'],
};

/** Lists of all policies that a role may have: every apply removes the others. */
const exclusive: Record<string, { list: string; type: string; entry: string }> = {
  aws_iam_role_policies_exclusive: { list: 'policy_names', type: 'aws_iam_role_policy', entry: 'name' },
  aws_iam_role_policy_attachments_exclusive: {
    list: 'policy_arns',
    type: 'aws_iam_role_policy_attachment',
    entry: 'policy_arn',
  },
};

/** Resources that overwrite or undo each other: AWS ends up with something other than their documents. */
export function conflictingResources(resources: readonly Resource[]): AccessProblem[] {
  return [...overwritten(resources), ...undone(resources)];
}

function overwritten(resources: readonly Resource[]): AccessProblem[] {
  const seen = new Map<string, string>();
  return resources.flatMap((resource) => {
    const { type, accountId, values, address } = resource;
    const keys = identities[type];
    if (!keys) return [];
    const named = keys.map((key) => stringOf(values[key]));
    if (named.includes(undefined)) return [conflict(resource, `its ${keys.join(' or ')} is unknown`)];
    const identity = [type, accountId, ...named].join(' ').toLowerCase();
    const other = seen.get(identity);
    seen.set(identity, address);
    return other ? [conflict(resource, `it has the same name as ${other}: one overwrites the other`)] : [];
  });
}

function undone(resources: readonly Resource[]): AccessProblem[] {
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
      return [conflict(resource, 'it is for a role that no resource here creates')];
    const given = made.get(JSON.stringify([accountId, values.role_name, other])) ?? [];
    if (sameList(values[list], given)) return [];
    return [
      conflict(
        resource,
        `${list} is not the list of the policies that other resources give the role: Terraform removes the rest`,
      ),
    ];
  });
}

function sameList(listed: unknown, made: readonly unknown[]): boolean {
  if (!Array.isArray(listed)) return false;
  const wanted = new Set(made);
  return new Set(listed).size === wanted.size && listed.every((item) => wanted.has(item));
}

function conflict({ stack, address }: Resource, detail: string): AccessProblem {
  return { code: 'conflict', stack, address, detail };
}
