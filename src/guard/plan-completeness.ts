import { asText, isObject, type JsonObject, listOf, objectOf, sameJson } from '../terraform/json';
import type { Plan } from '../terraform/plan';
import type { StackFile } from '../terraform/stack-files';
import type { Findings } from './findings';

/** The plan as a whole: was it made in full, and of nothing but these stacks' configuration? */
export function checkEnvelope(plan: Plan, { config }: StackFile, expected: number, findings: Findings): void {
  const { raw } = plan;
  if (raw.errored !== undefined && raw.errored !== false)
    findings.add('plan-errored', '', 'Terraform stopped with an error while it made this plan.');
  if (raw.complete !== undefined ? raw.complete !== true : saysComplete(plan)) {
    findings.add(
      'plan-incomplete',
      '',
      'The plan leaves something out (complete is not true): it was limited by -target, or parts of it are deferred.',
    );
  }
  if (raw.applyable === false && plan.changes.some(({ actions }) => actions.join() !== 'no-op')) {
    findings.add('plan-incomplete', '', 'Terraform would not apply it (applyable is false).');
  }
  if (raw.resource_changes === undefined && expected > 0) {
    findings.add(
      'plan-refresh-only',
      '',
      `The plan lists no resource, and the manifest implies ${expected}: it is a refresh-only plan, or one of another configuration.`,
    );
  }
  for (const deferred of listOf(raw.deferred_changes)) {
    const { reason, resource_change: change } = objectOf(deferred);
    findings.add(
      'plan-deferred',
      asText(objectOf(change).address),
      `Terraform puts it off to a later plan (${asText(reason)}).`,
    );
  }
  for (const key of ['action_invocations', 'deferred_action_invocations', 'checks', 'generated_config']) {
    if (listOf(raw[key]).length > 0)
      findings.add('resource-extra', '', `The plan holds ${key}, and the manifest implies none.`);
  }
  checkPlannedValues(plan, findings);
  checkRootModule(plan, config, findings);
}

/** Terraform says so since 1.8; OpenTofu, whose providers come from its own registry, never does. */
function saysComplete({ terraformVersion, providers }: Plan): boolean {
  const [major = 0, minor = 0] = terraformVersion.split('.').map(Number);
  const isTerraform = !JSON.stringify(providers).includes('registry.opentofu.org/');
  return isTerraform && (major > 1 || (major === 1 && minor >= 8));
}

/** The same values in another place, which other readers of the plan look at. */
function checkPlannedValues(plan: Plan, findings: Findings): void {
  const changes = new Map(plan.changes.map((change) => [change.address, change]));
  let modules = [objectOf(objectOf(plan.raw.planned_values).root_module)];
  while (modules.length > 0) {
    for (const { address, values } of modules.flatMap((one) => listOf(one.resources)).map(objectOf)) {
      const { after = {} } = changes.get(asText(address)) ?? {};
      const wrong = Object.entries(objectOf(values)).filter(([key, value]) => !sameJson(value, after[key]));
      if (!changes.has(asText(address)))
        findings.add('resource-extra', asText(address), 'planned_values has it, and no change makes it.');
      else if (wrong.length > 0) {
        const names = wrong.map(([key]) => key).join(', ');
        findings.add('resource-differs', asText(address), `planned_values says otherwise of ${names}.`);
      }
    }
    modules = modules.flatMap((one) => listOf(one.child_modules)).map(objectOf);
  }
}

const known = new Set(['outputs', 'resources', 'module_calls', 'variables']);

function checkRootModule(plan: Plan, config: JsonObject, findings: Findings): void {
  const root = objectOf(objectOf(plan.raw.configuration).root_module);
  for (const call of Object.keys(objectOf(root.module_calls))) {
    findings.add(
      'module',
      `module.${call}`,
      'The configuration calls a module, and the manifest implies none.',
    );
  }
  for (const key of Object.keys(root).filter((key) => !known.has(key))) {
    findings.add('resource-extra', '', `The configuration holds ${key}, and the manifest implies none.`);
  }
  checkOutputs(objectOf(root.outputs), objectOf(config.output), findings);
  const variables = [...Object.keys(objectOf(root.variables)), ...Object.keys(objectOf(plan.raw.variables))];
  for (const name of new Set(variables)) {
    if (!Object.hasOwn(objectOf(config.variable), name)) {
      findings.add(
        'variable-extra',
        `variable.${name}`,
        'The configuration has a variable that the manifest does not imply.',
      );
    }
  }
}

function checkOutputs(planned: JsonObject, wanted: JsonObject, findings: Findings): void {
  for (const name of new Set([...Object.keys(planned), ...Object.keys(wanted)])) {
    const expression = objectOf(objectOf(planned[name]).expression);
    const value = objectOf(wanted[name]).value;
    const same =
      isObject(planned[name]) && isObject(wanted[name]) && sameJson(expression.constant_value, value);
    if (!same)
      findings.add('output-differs', `output.${name}`, 'The output is not what the manifest implies.');
  }
}
