import { asText, sameJson } from '../terraform/json';
import type { Plan } from '../terraform/plan';
import { isComputed, isPolicy, isSet, isUnset } from './attributes';
import type { Findings } from './findings';
import { comparePolicies } from './policy-equality';

/** Another of them is another object of the same name: somebody made it anew. */
const identities = new Set(['arn', 'policy_id', 'unique_id']);

/** What Terraform found to have been changed in AWS since it last wrote it. What the provider computes changes by itself. */
export function checkDrift(plan: Plan, findings: Findings): void {
  for (const { address, type, actions, before = {}, after } of plan.drift) {
    if (!after || actions.includes('delete')) {
      findings.add('drift', address, 'It was destroyed outside of Terraform.');
      continue;
    }
    const attributes = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    const changed = attributes.filter(
      (attribute) =>
        (!isComputed(type, attribute) || identities.has(attribute)) &&
        !isSame(type, attribute, before[attribute], after[attribute]),
    );
    if (changed.length > 0)
      findings.add('drift', address, `It was changed outside of Terraform: ${changed.join(', ')}.`);
  }
}

function isSame(type: string, attribute: string, before: unknown, after: unknown): boolean {
  if (isUnset(type, attribute, before) && isUnset(type, attribute, after)) return true;
  if (isPolicy(attribute) && typeof before === 'string') return comparePolicies(before, after) === 'same';
  const sorted = (value: unknown): unknown =>
    isSet(attribute) && Array.isArray(value) ? value.map(asText).toSorted() : value;
  return sameJson(sorted(before), sorted(after));
}
