import type { Manifest } from '../manifest/types';
import { asText, isObject, type JsonObject, listOf, objectOf, sameJson, stringOf } from '../terraform/json';
import type { Plan, ResourceChange } from '../terraform/plan';
import { holdsTrue, isPlannedFor } from '../terraform/plan-resources';
import { type Resource, resourcesOf } from '../terraform/resources';
import type { StackFile } from '../terraform/stack-files';
import { checkActions, checkUnexpected } from './actions';
import { isComputed, isPolicy, isSet, isUnset } from './attributes';
import { differences } from './expressions';
import type { Findings } from './findings';
import { comparePolicies } from './policy-equality';
import { checkSource } from './providers';

/** Everything that a check of one plan needs to know. */
export interface Expectations {
  manifest: Manifest;
  file: StackFile;
  /** Resources of this stack, by address. */
  resources: Map<string, Resource>;
  /** Roles of all stacks whose secondary is active, by account and name. */
  liveRoles: Set<string>;
}

export function expectationsOf(manifest: Manifest, file: StackFile, liveRoles: Set<string>): Expectations {
  const resources = new Map(resourcesOf(file).map((resource) => [resource.address, resource]));
  return { manifest, file, resources, liveRoles };
}

export function checkResources(plan: Plan, expectations: Expectations, findings: Findings): void {
  const seen = new Set<string>();
  for (const change of plan.changes) {
    const resource =
      change.raw.module_address === undefined ? expectations.resources.get(change.address) : undefined;
    if (!resource || change.mode !== 'managed') {
      checkUnexpected(change, expectations, findings);
      continue;
    }
    if (seen.has(change.address))
      findings.add('resource-extra', change.address, 'The plan has it twice (a deposed object).');
    seen.add(change.address);
    checkSource(change.address, change.providerName, findings);
    if (!checkActions(change, resource, expectations, findings)) continue;
    checkConfigured(plan, resource, expectations, findings);
    checkPlanned(plan, change, resource, expectations, findings);
  }
  for (const address of plan.configured.keys()) {
    if (!expectations.resources.has(address))
      findings.add(
        'resource-extra',
        address,
        'The configuration has a resource that the manifest does not imply.',
      );
  }
  // Of a plan that lists nothing at all it was said already.
  if (plan.raw.resource_changes === undefined) return;
  for (const address of expectations.resources.keys()) {
    if (!seen.has(address))
      findings.add('resource-missing', address, 'The manifest implies it, and the plan does not have it.');
  }
}

/** The configuration, argument by argument, as the stack's file has it. */
function checkConfigured(plan: Plan, resource: Resource, { file }: Expectations, findings: Findings): void {
  const { address, type, name } = resource;
  const configured = plan.configured.get(address);
  if (!configured) {
    findings.add('configuration-differs', address, 'The plan has it, and its configuration does not.');
    return;
  }
  const {
    provider,
    depends_on: dependsOn,
    lifecycle: _,
    '//': __,
    ...written
  } = objectOf(objectOf(objectOf(file.config.resource)[type])[name]);
  const wrong = differences(objectOf(configured.expressions), written);
  if (wrong.length > 0) {
    findings.add(
      'configuration-differs',
      address,
      `Configured otherwise than the manifest implies: ${wrong.join(', ')}.`,
    );
  }
  if (configured.provider_config_key !== (provider ?? 'aws')) {
    findings.add(
      'configuration-differs',
      address,
      `Its provider is ${asText(configured.provider_config_key)}, and the manifest implies ${asText(provider ?? 'aws')}.`,
    );
  }
  if (
    !sameJson(listOf(configured.depends_on).map(asText).toSorted(), listOf(dependsOn).map(asText).toSorted())
  ) {
    findings.add('configuration-differs', address, 'Its depends_on is not what the manifest implies.');
  }
  if (listOf(configured.provisioners).length > 0)
    findings.add('provisioner', address, 'It runs a command when it is created or destroyed.');
  for (const key of ['count_expression', 'for_each_expression']) {
    if (configured[key] !== undefined) findings.add('configuration-differs', address, `It has a ${key}.`);
  }
}

/** The planned values: what is set is exactly that, what is not set is nothing. */
function checkPlanned(
  plan: Plan,
  change: ResourceChange,
  resource: Resource,
  expectations: Expectations,
  findings: Findings,
): void {
  const { address, type } = change;
  const after = change.after ?? {};
  const { after_sensitive: sensitive } = objectOf(change.raw.change);
  for (const attribute of Object.keys(after)) {
    if (sensitive === true || holdsTrue(objectOf(sensitive)[attribute]))
      findings.add('value-unknown', address, `${attribute} is sensitive: nobody sees it in the plan.`);
  }
  for (const attribute of new Set([
    ...Object.keys(after),
    ...Object.keys(change.afterUnknown),
    ...Object.keys(resource.values),
  ])) {
    const written = resource.values[attribute];
    const isWritten = written !== undefined && written !== null;
    if (holdsTrue(change.afterUnknown[attribute])) {
      if (isWritten || !isComputed(type, attribute))
        findings.add('value-unknown', address, `${attribute} is known only after apply.`);
    } else if (isWritten) checkValue(address, attribute, written, after[attribute], findings);
    else if (isComputed(type, attribute))
      checkComputed(plan, resource, attribute, after[attribute], expectations, findings);
    else if (!isUnset(type, attribute, after[attribute])) {
      findings.add(
        'resource-differs',
        address,
        `${attribute} is set, and the manifest implies nothing of it: ${short(after[attribute])}`,
      );
    }
  }
}

function checkValue(
  address: string,
  attribute: string,
  written: unknown,
  planned: unknown,
  findings: Findings,
): void {
  if (isPolicy(attribute)) {
    const compared = comparePolicies(asText(written), planned);
    if (typeof compared === 'object')
      findings.add('policy-unreadable', address, `${attribute} cannot be read: ${compared.unreadable}`);
    else if (compared === 'differs')
      findings.add(
        'resource-differs',
        address,
        `${attribute} is not what the manifest implies: ${short(planned)}`,
      );
    return;
  }
  const sorted = (value: unknown): unknown =>
    isSet(attribute) && Array.isArray(value) ? value.map(asText).toSorted() : value;
  if (!sameJson(sorted(written), sorted(planned))) {
    findings.add(
      'resource-differs',
      address,
      `${attribute} is ${short(planned)}, and the manifest implies ${short(written)}`,
    );
  }
}

/** What the provider adds and already knows: it must belong to this very resource, and show nothing that is not planned. */
function checkComputed(
  plan: Plan,
  resource: Resource,
  attribute: string,
  value: unknown,
  { file }: Expectations,
  findings: Findings,
): void {
  const { address, accountId, values } = resource;
  if (isUnset(resource.type, attribute, value)) return;
  if (attribute === 'arn' && stringOf(value)?.split(':')[4] !== accountId) {
    findings.add(
      'resource-differs',
      address,
      `It is ${short(value)}, and the manifest says account ${accountId}`,
    );
  }
  if (attribute === 'name_prefix')
    findings.add('resource-differs', address, `name_prefix is ${short(value)}`);
  if (attribute === 'tags_all' && !sameJson(value, defaultTags(file.config, resource.provider))) {
    findings.add('resource-differs', address, `tags_all is not what the manifest implies: ${short(value)}`);
  }
  if (attribute === 'inline_policy' || attribute === 'managed_policy_arns') {
    const name = stringOf(values.name);
    for (const extra of listOf(value).filter((item) => !isPlannedFor(plan, name, attribute, item))) {
      findings.add(
        'resource-extra',
        address,
        `The role has a policy that is not of this plan: ${short(isObject(extra) ? extra.name : extra)}`,
      );
    }
  }
}

function defaultTags(config: JsonObject, provider: string): unknown {
  const blocks = listOf(objectOf(config.provider).aws).filter(isObject);
  const block = blocks.find(
    ({ alias }) => (alias === undefined ? 'aws' : `aws.${asText(alias)}`) === provider,
  );
  return objectOf(listOf(block?.default_tags)[0]).tags ?? {};
}

export function short(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
