import type { FindingCode } from '../../src/guard/findings';
import { type JsonObject, listOf, objectOf } from '../../src/terraform/json';
import { samples, stacksOf } from '../access/samples';
import { guard, planOfStack } from './guarding';

export const manifest = samples.example!();
export const stacks = stacksOf('example');

export type Edit = (plan: JsonObject) => void;

export const changeOf = (plan: JsonObject, address: string): JsonObject =>
  listOf(plan.resource_changes)
    .map(objectOf)
    .find((change) => change.address === address)!;
export const inner = (plan: JsonObject, address: string): JsonObject =>
  objectOf(changeOf(plan, address).change);
export const configured = (plan: JsonObject, address: string): JsonObject =>
  listOf(objectOf(objectOf(plan.configuration).root_module).resources)
    .map(objectOf)
    .find((one) => one.address === address)!;
export const provider = (plan: JsonObject): JsonObject =>
  objectOf(objectOf(objectOf(plan.configuration).provider_config).aws);

export const role = 'aws_iam_role.sender-development';
export const suspendedRole = 'aws_iam_role.sender-old-partner';
export const send = 'aws_iam_role_policy.send-development';

/** Codes and addresses of what is found in the changed plan of the main stack. */
export function findings(edit: Edit, action: 'create' | 'no-op' = 'create'): [FindingCode, string][] {
  const plan = planOfStack(stacks, 'main', action);
  edit(plan);
  return guard(manifest, stacks, { main: plan })
    .findings.filter(({ code }) => code !== 'access-differs')
    .map(({ code, address }) => [code, address]);
}

export const drifted =
  (address: string, changed: JsonObject): Edit =>
  (plan) => {
    const { before } = inner(plan, address);
    plan.resource_drift = [
      {
        ...changeOf(plan, address),
        change: { actions: ['update'], before, after: { ...objectOf(before), ...changed } },
      },
    ];
  };
