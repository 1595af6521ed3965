import { INLINE_POLICY } from '../names';
import { listOf, objectOf } from '../terraform/json';
import type { Plan, ResourceChange } from '../terraform/plan';
import { isComputed, isPolicy, isUnset } from './attributes';
import type { Expectations } from './expectations';
import type { Fault } from './findings';
import { comparePolicies } from './policy-equality';
import { sameValue, shownValues } from './values';

/** If such an ID changed, someone recreated the object under its name. */
const identities = new Set(['arn', 'policy_id', 'unique_id']);

/** A change outside Terraform that needs no repair. */
interface DriftNote {
  address: string;
  message: string;
}

export interface Drift {
  faults: Fault[];
  notes: DriftNote[];
}

/**
 * What someone changed in AWS since Terraform last wrote it, judged against the manifest: a value that already is as
 * the manifest implies, or that goes away with its resource, is a note. Attributes that the provider computes do not
 * count.
 */
export function driftOf(plan: Plan, expectations: Expectations): Drift {
  const judged = plan.drift.map((change) => judge(change, plan, expectations));
  return { faults: judged.flatMap(({ faults }) => faults), notes: judged.flatMap(({ notes }) => notes) };
}

function judge(change: ResourceChange, plan: Plan, expectations: Expectations): Drift {
  const { address, type, actions, before = {}, after } = change;
  const wanted = expectations.resources.get(address)?.values;
  const note = (message: string): Drift => ({ faults: [], notes: [{ address, message }] });
  if (!after || actions.includes('delete')) {
    if (!wanted) return note('It was destroyed outside Terraform, and the manifest no longer implies it.');
    const message = 'It was destroyed outside Terraform.';
    return { faults: [{ code: 'drift', address, message }], notes: [] };
  }
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (attribute) =>
      (!isComputed(type, attribute) || identities.has(attribute)) &&
      !isSame(type, attribute, before[attribute], after[attribute]),
  );
  if (changed.length === 0) return { faults: [], notes: [] };
  if (!wanted)
    return note(`It was changed outside Terraform (${changed.join(', ')}), and the plan destroys it.`);
  const away = changed.filter(
    (attribute) => identities.has(attribute) || !isSame(type, attribute, wanted[attribute], after[attribute]),
  );
  if (away.length === 0)
    return note(`It was changed outside Terraform to what the manifest implies: ${changed.join(', ')}.`);
  if (liftsSharedEmergency(change, away, plan, expectations))
    return note(
      'The emergency policy Suspended was added outside Terraform. This plan suspends in the trust policy and removes it.',
    );
  const faults = away.map(
    (attribute): Fault => ({
      code: 'drift',
      address,
      message: `${attribute} was changed outside Terraform.`,
      ...shownValues(attribute, wanted[attribute], after[attribute]),
      ...statementsOf(attribute, wanted[attribute], after[attribute]),
    }),
  );
  return { faults, notes: [] };
}

function statementsOf(attribute: string, wanted: unknown, found: unknown): Pick<Fault, 'statements'> {
  if (!isPolicy(attribute) || typeof wanted !== 'string') return {};
  const compared = comparePolicies(wanted, found);
  return compared === 'same' || 'unreadable' in compared ? {} : { statements: compared };
}

const EMERGENCY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Sid: 'Suspended', Effect: 'Deny', Action: '*', Resource: '*' }],
});

/**
 * docs/security.md, "Emergency": under `strategy: shared` the Deny on the role stops every account. The manifest then
 * suspends or removes one of them in the trust policy, and this plan lets the others send again.
 */
function liftsSharedEmergency(
  { type, after = {} }: ResourceChange,
  away: readonly string[],
  plan: Plan,
  { manifest, resources }: Expectations,
): boolean {
  if (manifest.main.role.strategy !== 'shared' || type !== 'aws_iam_role_policies_exclusive') return false;
  if (away.join() !== 'policy_names') return false;
  if (!manifest.secondaries.some(({ status }) => status !== 'active')) return false;
  const own = [...resources.values()].find(
    (one) => one.type === type && one.values.role_name === after.role_name,
  );
  const wanted = new Set(listOf(own?.values.policy_names));
  const found = listOf(after.policy_names);
  const extra = found.filter((name) => !wanted.has(name));
  if (extra.join() !== INLINE_POLICY.suspended || found.length !== wanted.size + 1) return false;
  const role = plan.changes.find(
    (change) => change.type === 'aws_iam_role' && change.before?.name === after.role_name,
  );
  return listOf(role?.before?.inline_policy)
    .map(objectOf)
    .some(
      ({ name, policy }) => name === INLINE_POLICY.suspended && comparePolicies(EMERGENCY, policy) === 'same',
    );
}

function isSame(type: string, attribute: string, before: unknown, after: unknown): boolean {
  if (isUnset(type, attribute, before) && isUnset(type, attribute, after)) return true;
  if (isPolicy(attribute) && typeof before === 'string') return comparePolicies(before, after) === 'same';
  return sameValue(attribute, before, after);
}
