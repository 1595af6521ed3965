import { ASSUME_POLICY, INLINE_POLICY, OUTSIDER_ROLE, SENDER_ROLE, VERIFIER_ROLE } from '../names';
import { isObject, type JsonObject, listOf, objectOf, stringOf } from '../terraform/json';
import type { Plan, ResourceChange } from '../terraform/plan';
import type { Expectations } from './expectations';

const KEY = '[a-z][a-z0-9-]*';

/** Names of resources in every stack that tendlc has written, by type. An attachment's name ends in its holder. */
const addresses: Record<string, RegExp> = {
  aws_iam_role: new RegExp(`^(sender(-${KEY})?|(verifier|outsider)-${KEY})$`),
  aws_iam_role_policy: new RegExp(`^((send|suspended)(-${KEY})?|(tag-session-)?(verifier|outsider)-${KEY})$`),
  aws_iam_policy: new RegExp(`^assume-sender-${KEY}$`),
  aws_iam_role_policy_attachment: new RegExp(`^(assume-sender-${KEY}_[^[\\]]+|(verifier|outsider)-${KEY})$`),
  aws_iam_user_policy_attachment: new RegExp(`^assume-sender-${KEY}_[^[\\]]+$`),
  aws_iam_group_policy_attachment: new RegExp(`^assume-sender-${KEY}_[^[\\]]+$`),
  aws_iam_role_policies_exclusive: new RegExp(`^sender(-${KEY})?$`),
  aws_iam_role_policy_attachments_exclusive: new RegExp(`^sender(-${KEY})?$`),
};

const inlinePolicies = new Set<string>(Object.values(INLINE_POLICY));

/**
 * Was this once a resource of tendlc? The address alone does not show it: a state may hold another object under such
 * an address. So the object must also have a name that tendlc gives, and a sender role of another name must trust its
 * accounts as tendlc writes it.
 */
export function wasImplied(change: ResourceChange, plan: Plan, expectations: Expectations): boolean {
  const { type, address, before = {} } = change;
  const written = address.slice(type.length + 1);
  if (!addresses[type]?.test(written)) return false;
  const role = stringOf(before.role ?? before.role_name);
  switch (type) {
    case 'aws_iam_role':
      return isOurRole(written, before, expectations);
    case 'aws_iam_policy':
      return before.name === ASSUME_POLICY;
    case 'aws_iam_role_policy':
      return inlinePolicies.has(stringOf(before.name) ?? '') && ourRoles(plan, expectations).has(role ?? '');
    case 'aws_iam_role_policies_exclusive':
    case 'aws_iam_role_policy_attachments_exclusive':
      return ourRoles(plan, expectations).has(role ?? '');
    default:
      return new RegExp(`:policy/(.*/)?${ASSUME_POLICY}$`).test(stringOf(before.policy_arn) ?? '');
  }
}

/** Names of the roles that the stack has, or had. */
function ourRoles(plan: Plan, expectations: Expectations): Set<string> {
  const implied = [...expectations.resources.values()].filter(({ type }) => type === 'aws_iam_role');
  const destroyed = plan.changes.filter(
    ({ type, address, actions, before = {} }) =>
      type === 'aws_iam_role' &&
      actions.includes('delete') &&
      isOurRole(address.slice(type.length + 1), before, expectations),
  );
  // Already deleted outside Terraform: the plan lists such a role as drift only.
  const gone = plan.drift.filter(
    ({ type, actions }) => type === 'aws_iam_role' && actions.includes('delete'),
  );
  const names = [
    ...implied.map(({ values }) => values.name),
    ...[...destroyed, ...gone].map(({ before }) => before?.name),
  ];
  return new Set(names.flatMap((name) => stringOf(name) ?? []));
}

function isOurRole(written: string, before: JsonObject, { manifest }: Expectations): boolean {
  const name = stringOf(before.name);
  if (written.startsWith('verifier-')) return name === VERIFIER_ROLE;
  if (written.startsWith('outsider-')) return name === OUTSIDER_ROLE;
  const key = written.replace(/^sender-?/, '');
  const names = [
    ...manifest.secondaries.filter((secondary) => secondary.key === key).map(({ roleName }) => roleName),
    manifest.main.role.name.replaceAll('{account}', key),
    key ? `${SENDER_ROLE}-${key}` : SENDER_ROLE,
  ];
  return names.includes(name ?? '') || isOurTrust(before.assume_role_policy);
}

/** Every statement has one of the Sids that a sender's trust policy has. */
function isOurTrust(text: unknown): boolean {
  let document: unknown;
  try {
    document = JSON.parse(stringOf(text) ?? '');
  } catch {
    return false;
  }
  const statements = listOf(isObject(document) ? document.Statement : undefined);
  return (
    statements.length > 0 &&
    statements.every((statement) =>
      /^((Senders|SessionContext|VerifierTags)(\d{12})?|Suspended)$/.test(
        stringOf(objectOf(statement).Sid) ?? '',
      ),
    )
  );
}
