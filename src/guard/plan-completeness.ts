import { asText, isObject, type JsonObject, listOf, objectOf, sameJson, stringOf } from '../terraform/json';
import type { Plan } from '../terraform/plan';
import type { StackFile } from '../terraform/stack-files';
import type { Fault } from './findings';

/** The plan as a whole: is it complete, and made of this stack's configuration alone? */
export function completenessFaults(plan: Plan, { config }: StackFile, expected: number): Fault[] {
  return [
    ...outcomeFaults(plan, expected),
    ...extraParts(plan),
    ...plannedValuesFaults(plan),
    ...rootModuleFaults(plan, config),
  ];
}

function outcomeFaults(plan: Plan, expected: number): Fault[] {
  const { raw } = plan;
  const incomplete = raw.complete !== undefined ? raw.complete !== true : saysComplete(plan);
  const changes = plan.changes.some(({ actions }) => actions.join() !== 'no-op');
  return [
    ...(raw.errored === undefined || raw.errored === false
      ? []
      : [fault('plan-errored', '', 'Terraform stopped with an error while it made this plan.')]),
    ...(incomplete
      ? [
          fault(
            'plan-incomplete',
            '',
            'The plan leaves something out (complete is not true): it was limited by -target, or parts are deferred.',
          ),
        ]
      : []),
    ...(raw.applyable === false && changes
      ? [fault('plan-incomplete', '', 'Terraform would not apply it (applyable is false).')]
      : []),
    ...(raw.resource_changes === undefined && expected > 0
      ? [
          fault(
            'plan-refresh-only',
            '',
            `The plan lists no resource, and the manifest implies ${expected}: it is a refresh-only plan, or one of another configuration.`,
          ),
        ]
      : []),
    ...listOf(raw.deferred_changes).map((deferred) => {
      const { reason, resource_change: change } = objectOf(deferred);
      const message = `Terraform defers it to a later plan (${asText(reason)}).`;
      return fault('plan-deferred', asText(objectOf(change).address), message);
    }),
  ];
}

/** Terraform says so since 1.8. OpenTofu, whose providers come from its own registry, never does. */
function saysComplete({ terraformVersion, providers }: Plan): boolean {
  const [major = 0, minor = 0] = terraformVersion.split('.').map(Number);
  const isTerraform = !JSON.stringify(providers).includes('registry.opentofu.org/');
  return isTerraform && (major > 1 || (major === 1 && minor >= 8));
}

function extraParts({ raw }: Plan): Fault[] {
  return ['action_invocations', 'deferred_action_invocations', 'checks', 'generated_config']
    .filter((key) => listOf(raw[key]).length > 0)
    .map((key) => fault('resource-extra', '', `The plan holds ${key}, and the manifest implies none.`));
}

/** Other readers of a plan look at planned_values: they must hold the same values as the changes. */
function plannedValuesFaults(plan: Plan): Fault[] {
  const changes = new Map(plan.changes.map((change) => [change.address, change]));
  const faults: Fault[] = [];
  let modules = [objectOf(objectOf(plan.raw.planned_values).root_module)];
  while (modules.length > 0) {
    for (const { address, values } of modules.flatMap((one) => listOf(one.resources)).map(objectOf)) {
      const { after = {} } = changes.get(asText(address)) ?? {};
      const wrong = Object.entries(objectOf(values)).filter(([key, value]) => !sameJson(value, after[key]));
      if (!changes.has(asText(address)))
        faults.push(
          fault('resource-extra', asText(address), 'planned_values has it, and no change makes it.'),
        );
      else if (wrong.length > 0) {
        const names = wrong.map(([key]) => key).join(', ');
        const message = `planned_values has another value than the change of ${names}.`;
        faults.push(fault('resource-differs', asText(address), message));
      }
    }
    modules = modules.flatMap((one) => listOf(one.child_modules)).map(objectOf);
  }
  return faults;
}

const known = new Set(['outputs', 'resources', 'module_calls', 'variables']);

function rootModuleFaults(plan: Plan, config: JsonObject): Fault[] {
  const root = objectOf(objectOf(plan.raw.configuration).root_module);
  return [
    ...Object.keys(objectOf(root.module_calls)).map((call) =>
      fault('module', `module.${call}`, 'The configuration calls a module, and the manifest implies none.'),
    ),
    ...Object.keys(root)
      .filter((key) => !known.has(key))
      .map((key) =>
        fault('resource-extra', '', `The configuration holds ${key}, and the manifest implies none.`),
      ),
    ...outputFaults(objectOf(root.outputs), objectOf(config.output)),
    ...variableFaults(objectOf(root.variables), objectOf(plan.raw.variables), objectOf(config.variable)),
  ];
}

function outputFaults(planned: JsonObject, wanted: JsonObject): Fault[] {
  return [...new Set([...Object.keys(planned), ...Object.keys(wanted)])].flatMap((name): Fault[] => {
    const expression = objectOf(objectOf(planned[name]).expression);
    const value = objectOf(wanted[name]).value;
    const found = expression.constant_value;
    if (isObject(planned[name]) && isObject(wanted[name]) && sameJson(found, value)) return [];
    const message = 'The output is not what the manifest implies.';
    const values = {
      attribute: 'value',
      ...(value !== undefined && { wanted: value }),
      ...(found !== undefined && { planned: found }),
    };
    return [{ ...fault('output-differs', `output.${name}`, message), ...values }];
  });
}

/**
 * HCP Terraform sets the only variable that a stack may have: the files that hold the credentials of each account. A
 * default, or a file within the repository, would give Terraform other credentials and can run a command.
 */
function variableFaults(configured: JsonObject, set: JsonObject, wanted: JsonObject): Fault[] {
  const names = new Set([...Object.keys(configured), ...Object.keys(set)]);
  return [...names].flatMap((name): Fault[] => {
    const address = `variable.${name}`;
    if (!Object.hasOwn(wanted, name))
      return [fault('variable-extra', address, 'The manifest does not imply this variable.')];
    const own = objectOf(wanted[name]).default;
    const found = objectOf(configured[name]).default;
    const paths = filesIn(objectOf(set[name]).value).filter((path) => !/^(\/|[A-Za-z]:[\\/])/.test(path));
    return [
      ...(sameJson(own, found)
        ? []
        : [
            {
              ...fault('variable-differs', address, 'It has a default that the manifest does not imply.'),
              attribute: 'default',
              ...(own !== undefined && { wanted: own }),
              planned: found,
            },
          ]),
      ...paths.map((path) =>
        fault('variable-differs', address, `Its value names a file of the repository: ${path}.`),
      ),
    ];
  });
}

function filesIn(value: unknown): string[] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === 'shared_config_file' ? (stringOf(item) ?? asText(item)) : filesIn(item),
  );
}

function fault(code: Fault['code'], address: string, message: string): Fault {
  return { code, address, message };
}
