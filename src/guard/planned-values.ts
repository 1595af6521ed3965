import { accountOfArn } from '../arns';
import { asText, isObject, type JsonObject, listOf, objectOf, sameJson, stringOf } from '../terraform/json';
import type { Plan, ResourceChange } from '../terraform/plan';
import { holdsTrue, isPlannedFor } from '../terraform/plan-resources';
import type { Resource } from '../terraform/resources';
import { isComputed, isUnset } from './attributes';
import type { Expectations } from './expectations';
import type { Fault } from './findings';
import { shownValues, valueFaults } from './values';

/** The planned values: each written attribute has exactly its value, and no other attribute has one. */
export function plannedValueFaults(
  plan: Plan,
  change: ResourceChange,
  resource: Resource,
  { file }: Expectations,
): Fault[] {
  const { address, type, afterUnknown } = change;
  const after = change.after ?? {};
  const { after_sensitive: sensitive } = objectOf(change.raw.change);
  const hidden = Object.keys(after)
    .filter((attribute) => sensitive === true || holdsTrue(objectOf(sensitive)[attribute]))
    .map((attribute) => unknown(address, attribute, 'is sensitive: Terraform does not show it in the plan'));
  const attributes = new Set([
    ...Object.keys(after),
    ...Object.keys(afterUnknown),
    ...Object.keys(resource.values),
  ]);
  const values = [...attributes].flatMap((attribute): Fault[] => {
    const written = resource.values[attribute];
    const planned = after[attribute];
    const isWritten = written !== undefined && written !== null;
    if (holdsTrue(afterUnknown[attribute]))
      return isWritten || !isComputed(type, attribute)
        ? [unknown(address, attribute, 'is known only after apply')]
        : [];
    if (isWritten) return valueFaults('resource-differs', address, attribute, written, planned);
    if (isComputed(type, attribute)) return computedFaults(plan, resource, attribute, planned, file.config);
    if (isUnset(type, attribute, planned)) return [];
    return [differs(address, attribute, `${attribute} is set, and the manifest does not set it.`, planned)];
  });
  return [...hidden, ...values];
}

/** An attribute that the provider computes: it must belong to this resource, and show nothing that is not planned. */
function computedFaults(
  plan: Plan,
  { address, type, accountId, values, provider }: Resource,
  attribute: string,
  value: unknown,
  config: JsonObject,
): Fault[] {
  if (isUnset(type, attribute, value)) return [];
  switch (attribute) {
    case 'arn':
      if (accountOfArn(stringOf(value) ?? '') === accountId) return [];
      return [differs(address, attribute, `It is not in account ${accountId}.`, value)];
    case 'name_prefix':
      return [differs(address, attribute, 'name_prefix is set, and the manifest does not set it.', value)];
    case 'tags_all': {
      const wanted = defaultTags(config, provider);
      if (sameJson(value, wanted)) return [];
      const message = 'tags_all is not what the manifest implies.';
      return [{ ...differs(address, attribute, message, value), wanted }];
    }
    case 'inline_policy':
    case 'managed_policy_arns':
      return foreignPolicies(plan, stringOf(values.name), attribute, value).map((extra) => ({
        code: 'resource-extra',
        address,
        message: `The role has a policy that is not in this plan: ${asText(isObject(extra) ? extra.name : extra)}.`,
        attribute,
        planned: extra,
      }));
    default:
      return [];
  }
}

/** Policies of a role that no resource of the plan makes, and that no exclusive resource of the plan removes. */
function foreignPolicies(
  plan: Plan,
  role: string | undefined,
  attribute: 'inline_policy' | 'managed_policy_arns',
  value: unknown,
): unknown[] {
  const inline = attribute === 'inline_policy';
  const type = inline ? 'aws_iam_role_policies_exclusive' : 'aws_iam_role_policy_attachments_exclusive';
  const list = inline ? 'policy_names' : 'policy_arns';
  const exclusive = plan.changes.find(
    (change) => change.type === type && change.after?.role_name === role && role !== undefined,
  );
  // Adoption: the exclusive resource comes with this plan and removes the rest. Later such a policy is drift.
  const removes = (item: unknown): boolean =>
    exclusive !== undefined &&
    !holdsTrue(exclusive.afterUnknown[list]) &&
    !listOf(exclusive.after?.[list]).includes(inline ? objectOf(item).name : item);
  return listOf(value).filter((item) => !isPlannedFor(plan, role, attribute, item) && !removes(item));
}

function defaultTags(config: JsonObject, provider: string): unknown {
  const blocks = listOf(objectOf(config.provider).aws).filter(isObject);
  const block = blocks.find(
    ({ alias }) => (alias === undefined ? 'aws' : `aws.${asText(alias)}`) === provider,
  );
  return objectOf(listOf(block?.default_tags)[0]).tags ?? {};
}

function unknown(address: string, attribute: string, why: string): Fault {
  return { code: 'value-unknown', address, message: `${attribute} ${why}.`, attribute };
}

function differs(address: string, attribute: string, message: string, planned: unknown): Fault {
  return { code: 'resource-differs', address, message, ...shownValues(attribute, undefined, planned) };
}
