import { asText, isObject, type JsonObject, listOf, objectOf, sameJson } from '../terraform/json';
import type { Plan } from '../terraform/plan';
import type { StackFile } from '../terraform/stack-files';
import type { Findings } from './findings';

/** The plan as a whole: was it made in full, and of nothing but these stacks' configuration? */
export function checkEnvelope(plan: Plan, { config }: StackFile, expected: number, findings: Findings): void {
  const { raw } = plan;
  if (raw.errored === true)
    findings.add('plan-errored', '', 'Terraform stopped with an error while it made this plan.');
  if (raw.complete === false) {
    findings.add(
      'plan-incomplete',
      '',
      'The plan leaves something out (complete is false): it was limited by -target, or parts of it are deferred.',
    );
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
  checkRootModule(plan, config, findings);
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
