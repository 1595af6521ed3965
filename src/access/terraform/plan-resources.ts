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
    if (change.before) before.push({ ...common, values: change.before });
    // What Terraform forgets lives on.
    const left = change.after ? withUnknowns(change.after, change.afterUnknown) : forgotten(change);
    if (left) after.push({ ...common, values: left });
  }
  return { before, after };
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
