import { type JsonObject, listOf, objectOf, stringOf } from './json';
import type { Plan, ResourceChange } from './plan';
import type { Resource } from './resources';
import { Unresolved } from './template';

/** The resources of a plan before and after it is applied. */
export function resourcesOfPlan(stack: string, plan: Plan): { before: Resource[]; after: Resource[] } {
  const before: Resource[] = [];
  const after: Resource[] = [];
  for (const change of plan.changes) {
    if (change.mode !== 'managed') continue;
    const common = {
      stack,
      address: change.address,
      type: change.type,
      name: change.name,
      ...providerOf(plan, change),
    };
    if (change.before) before.push({ ...common, values: withoutPlanned(plan, change.before) });
    // What Terraform forgets lives on.
    const left = change.after ? withUnknowns(change.after, change.afterUnknown) : forgotten(change);
    if (left) after.push({ ...common, values: withoutPlanned(plan, left) });
  }
  return { before, after };
}

/**
 * A role's inline_policy and managed_policy_arns list what its own resources make, as it was at the last refresh: they
 * count only where something else put a policy there. On a role that is to be created nothing else can have.
 */
function withoutPlanned(plan: Plan, values: JsonObject): JsonObject {
  const { inline_policy: inline, managed_policy_arns: managed, ...rest } = values;
  const role = stringOf(values.name);
  const foreign = (list: unknown, attribute: 'inline_policy' | 'managed_policy_arns'): unknown[] =>
    Array.isArray(list) ? list.filter((item) => !isPlannedFor(plan, role, attribute, item)) : [];
  return {
    ...rest,
    ...(inline !== undefined && { inline_policy: foreign(inline, 'inline_policy') }),
    ...(managed !== undefined && { managed_policy_arns: foreign(managed, 'managed_policy_arns') }),
  };
}

/** Does a resource of the plan make this policy of the role, or take it away? */
export function isPlannedFor(
  plan: Plan,
  role: string | undefined,
  attribute: 'inline_policy' | 'managed_policy_arns',
  item: unknown,
): boolean {
  const inline = attribute === 'inline_policy';
  const type = inline ? 'aws_iam_role_policy' : 'aws_iam_role_policy_attachment';
  const isIt = (values: JsonObject | undefined): boolean =>
    values?.role === role && (inline ? values?.name === objectOf(item).name : values?.policy_arn === item);
  return plan.changes.some((change) => change.type === type && (isIt(change.before) || isIt(change.after)));
}

function forgotten({ actions, before }: ResourceChange): JsonObject | undefined {
  return actions.includes('forget') ? before : undefined;
}

function withUnknowns(after: JsonObject, unknown: JsonObject): JsonObject {
  const unresolved = Object.keys(unknown)
    .filter((key) => holdsTrue(unknown[key]))
    .map((key) => [key, new Unresolved('known after apply')]);
  return { ...after, ...Object.fromEntries(unresolved) };
}

export function holdsTrue(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).some(holdsTrue);
  return value === true;
}

function providerOf(plan: Plan, change: ResourceChange): Pick<Resource, 'provider' | 'accountId'> {
  const provider = stringOf(plan.configured.get(change.address)?.provider_config_key) ?? '';
  const accountId = constantAccount(plan.providers[provider]) ?? accountOfArn(change);
  return { provider, ...(accountId && { accountId }) };
}

/** The one account of `allowed_account_ids`, where that is a constant. */
export function constantAccount(provider: unknown): string | undefined {
  const { constant_value: accounts } = objectOf(objectOf(objectOf(provider).expressions).allowed_account_ids);
  const [account, ...more] = listOf(accounts);
  return more.length === 0 && /^\d{12}$/.test(stringOf(account) ?? '') ? String(account) : undefined;
}

/** A resource that is destroyed is not configured any more; its own ARN says where it is. */
function accountOfArn({ before, after }: ResourceChange): string | undefined {
  const arn = stringOf((before ?? after)?.arn);
  return arn?.split(':')[4] || undefined;
}
