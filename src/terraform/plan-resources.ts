import { accountOfArn } from '../arns';
import { type JsonObject, listOf, objectOf, stringOf } from './json';
import type { Plan, ResourceChange } from './plan';
import type { Resource } from './resources';
import { Unresolved } from './template';

/** The resources of a plan before and after it is applied. */
export function resourcesOfPlan(stack: string, plan: Plan): { before: Resource[]; after: Resource[] } {
  const accountOf = accountsOf(plan);
  const kept = keptPolicies(plan);
  const before: Resource[] = [];
  const after: Resource[] = [];
  for (const change of plan.changes) {
    if (change.mode !== 'managed') continue;
    const provider = providerKey(plan, change);
    const accountId = accountOf(change);
    const common = {
      stack,
      address: change.address,
      type: change.type,
      name: change.name,
      provider,
      ...(accountId && { accountId }),
    };
    if (change.before) before.push({ ...common, values: withoutPlanned(plan, change.before, ['before']) });
    // A resource that Terraform forgets still exists.
    const left = change.after ? withUnknowns(change.after, change.afterUnknown) : forgotten(change);
    if (left) after.push({ ...common, values: kept(withoutPlanned(plan, left, ['before', 'after'])) });
  }
  return { before, after };
}

/** What an exclusive resource of the plan removes from a role: every policy that its list lacks. */
const exclusiveLists = {
  inline_policy: {
    type: 'aws_iam_role_policies_exclusive',
    list: 'policy_names',
    nameOf: (item: unknown) => objectOf(item).name,
  },
  managed_policy_arns: {
    type: 'aws_iam_role_policy_attachments_exclusive',
    list: 'policy_arns',
    nameOf: (item: unknown) => item,
  },
} as const;

/**
 * Takes from a role's values the policies that the plan's exclusive resources will remove. One without a change removes
 * nothing, even if the plan itself adds a policy that its list lacks.
 */
function keptPolicies(plan: Plan): (values: JsonObject) => JsonObject {
  const lists = Object.entries(exclusiveLists).map(([attribute, { type, list, nameOf }]) => {
    const planned = plan.changes.filter(
      ({ type: its, actions, after, afterUnknown }) =>
        its === type && after && !actions.includes('no-op') && !holdsTrue(afterUnknown[list]),
    );
    const names = new Map(planned.map(({ after }) => [after!.role_name, new Set(listOf(after![list]))]));
    return { attribute, names, nameOf };
  });
  return (values) => {
    const lefts = lists.flatMap(({ attribute, names, nameOf }) => {
      const allowed = names.get(values.name);
      const items = values[attribute];
      if (!allowed || !Array.isArray(items)) return [];
      return [[attribute, items.filter((item) => allowed.has(nameOf(item)))] as const];
    });
    return { ...values, ...Object.fromEntries(lefts) };
  };
}

/**
 * A role's inline_policy and managed_policy_arns list what its own resources make, as it was at the last refresh: they
 * count only where something else put a policy there. On a role that is to be created nothing else can have.
 * Before the apply, a policy that the plan only creates is something else's: someone added it by hand.
 */
function withoutPlanned(plan: Plan, values: JsonObject, sides: readonly PlanSide[]): JsonObject {
  const { inline_policy: inline, managed_policy_arns: managed, ...rest } = values;
  const role = stringOf(values.name);
  const foreign = (list: unknown, attribute: 'inline_policy' | 'managed_policy_arns'): unknown[] =>
    Array.isArray(list) ? list.filter((item) => !isPlannedFor(plan, role, attribute, item, sides)) : [];
  return {
    ...rest,
    ...(inline !== undefined && { inline_policy: foreign(inline, 'inline_policy') }),
    ...(managed !== undefined && { managed_policy_arns: foreign(managed, 'managed_policy_arns') }),
  };
}

type PlanSide = 'before' | 'after';

/** Does a resource of the plan make this policy of the role, or take it away? */
export function isPlannedFor(
  plan: Plan,
  role: string | undefined,
  attribute: 'inline_policy' | 'managed_policy_arns',
  item: unknown,
  sides: readonly PlanSide[] = ['before', 'after'],
): boolean {
  const inline = attribute === 'inline_policy';
  const type = inline ? 'aws_iam_role_policy' : 'aws_iam_role_policy_attachment';
  const isIt = (values: JsonObject | undefined): boolean =>
    values?.role === role && (inline ? values?.name === objectOf(item).name : values?.policy_arn === item);
  return plan.changes.some((change) => change.type === type && sides.some((side) => isIt(change[side])));
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

function providerKey(plan: Plan, { address }: ResourceChange): string {
  return stringOf(plan.configured.get(address)?.provider_config_key) ?? '';
}

/**
 * The account of a change: its provider's; for a resource that is no longer configured, its ARN's, that of the role it
 * belongs to, or that of the only account that the plan's providers name.
 */
function accountsOf(plan: Plan): (change: ResourceChange) => string | undefined {
  const own = (change: ResourceChange): string | undefined =>
    constantAccount(plan.providers[providerKey(plan, change)]) ?? accountOfValues(change);
  const holders = new Map<string, Set<string>>();
  for (const change of plan.changes) {
    const kind = ['role', 'user', 'group'].find((name) => change.type === `aws_iam_${name}`);
    const account = own(change);
    const name = stringOf((change.before ?? change.after)?.name);
    if (!kind || !account || !name) continue;
    holders.set(`${kind}/${name}`, (holders.get(`${kind}/${name}`) ?? new Set()).add(account));
  }
  const named = new Set(Object.values(plan.providers).map(constantAccount));
  return (change) => {
    if (plan.configured.has(change.address)) return own(change);
    return own(change) ?? only(holders.get(holderOf(change) ?? '')) ?? only(named);
  };
}

function only<Item>(items: ReadonlySet<Item> | undefined): Item | undefined {
  return items?.size === 1 ? [...items][0] : undefined;
}

/** `role/NAME` of a policy or attachment. */
function holderOf({ before, after }: ResourceChange): string | undefined {
  const values = before ?? after ?? {};
  const kind = (['role', 'user', 'group'] as const).find((name) => stringOf(values[name]));
  const name = stringOf(kind ? values[kind] : values.role_name);
  return name && `${kind ?? 'role'}/${name}`;
}

/** The one account of `allowed_account_ids`, if that is a constant. */
export function constantAccount(provider: unknown): string | undefined {
  const { constant_value: accounts } = objectOf(objectOf(objectOf(provider).expressions).allowed_account_ids);
  const [account, ...more] = listOf(accounts);
  return more.length === 0 && /^\d{12}$/.test(stringOf(account) ?? '') ? String(account) : undefined;
}

/** A resource that is destroyed is no longer configured; its own ARN names its account. */
function accountOfValues({ before, after }: ResourceChange): string | undefined {
  return accountOfArn(stringOf((before ?? after)?.arn) ?? '') || undefined;
}
