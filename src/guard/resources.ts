import { asText, type JsonObject, listOf, objectOf, sameJson } from '../terraform/json';
import type { Plan } from '../terraform/plan';
import type { Resource } from '../terraform/resources';
import { actionFaults, hasPlannedValues, unexpectedFaults } from './actions';
import type { Expectations } from './expectations';
import { differences } from './expressions';
import type { Fault } from './findings';
import { plannedValueFaults } from './planned-values';
import { sourceFaults } from './providers';
import { valueFaults } from './values';

/** Every resource of the plan, and every one that the manifest implies. */
export function resourceFaults(plan: Plan, expectations: Expectations): Fault[] {
  const seen = new Set<string>();
  const changes = plan.changes.flatMap((change): Fault[] => {
    const { address } = change;
    const resource =
      change.raw.module_address === undefined ? expectations.resources.get(address) : undefined;
    if (!resource || change.mode !== 'managed') return unexpectedFaults(change, plan, expectations);
    const twice = seen.has(address);
    seen.add(address);
    return [
      ...(twice ? [fault('resource-extra', address, 'The plan has it twice (a deposed object).')] : []),
      ...sourceFaults(address, change.providerName),
      ...actionFaults(change, resource, expectations),
      ...(hasPlannedValues(change)
        ? [
            ...configuredFaults(plan, resource, expectations),
            ...plannedValueFaults(plan, change, resource, expectations),
          ]
        : []),
    ];
  });
  const configured = [...plan.configured.keys()]
    .filter((address) => !expectations.resources.has(address))
    .map((address) =>
      fault('resource-extra', address, 'The configuration has it, and the manifest does not imply it.'),
    );
  // A plan without any list of resources has its own finding.
  const missing = plan.raw.resource_changes === undefined ? [] : [...expectations.resources.keys()];
  return [
    ...changes,
    ...configured,
    ...missing
      .filter((address) => !seen.has(address))
      .map((address) =>
        fault('resource-missing', address, 'The manifest implies it, and the plan lacks it.'),
      ),
  ];
}

/** The configuration in the plan's JSON, argument by argument. */
function configuredFaults(plan: Plan, resource: Resource, { file }: Expectations): Fault[] {
  const { address, type, name } = resource;
  const configured = plan.configured.get(address);
  if (!configured)
    return [fault('configuration-differs', address, 'The plan has it, and its configuration lacks it.')];
  const {
    provider = 'aws',
    depends_on: dependsOn,
    lifecycle: _,
    '//': __,
    ...written
  } = objectOf(objectOf(objectOf(file.config.resource)[type])[name]);
  const expressions = objectOf(configured.expressions);
  const sorted = (list: unknown): string[] => listOf(list).map(asText).toSorted();
  return [
    ...differences(expressions, written).flatMap((argument) =>
      argumentFaults(address, argument, written, expressions),
    ),
    ...(configured.provider_config_key === provider
      ? []
      : [differs(address, 'provider', provider, configured.provider_config_key)]),
    ...(sameJson(sorted(configured.depends_on), sorted(dependsOn))
      ? []
      : [differs(address, 'depends_on', dependsOn, configured.depends_on)]),
    ...(listOf(configured.provisioners).length > 0
      ? [fault('provisioner', address, 'It runs a command when Terraform creates or destroys it.')]
      : []),
    ...['count', 'for_each']
      .filter((key) => configured[`${key}_expression`] !== undefined)
      .map((key) => differs(address, key, undefined, configured[`${key}_expression`])),
  ];
}

function argumentFaults(
  address: string,
  argument: string,
  written: JsonObject,
  expressions: JsonObject,
): Fault[] {
  const wanted = written[argument];
  const expression = expressions[argument];
  const constant = objectOf(expression).constant_value;
  if (constant === undefined) return [differs(address, argument, wanted, expression)];
  const faults = valueFaults('configuration-differs', address, argument, wanted, constant);
  // Equal in meaning, but not as written: the output of a synth is literal.
  return faults.length > 0 ? faults : [differs(address, argument, wanted, constant)];
}

function differs(address: string, attribute: string, wanted: unknown, planned: unknown): Fault {
  return {
    code: 'configuration-differs',
    address,
    message: `${attribute} is configured otherwise than the manifest implies.`,
    attribute,
    ...(wanted !== undefined && { wanted }),
    ...(planned !== undefined && { planned }),
  };
}

function fault(code: Fault['code'], address: string, message: string): Fault {
  return { code, address, message };
}
