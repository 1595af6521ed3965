import { delegate } from '../../delegation';
import type { Manifest } from '../../manifest/types';
import { quote } from './shell';

/**
 * The one command that suspends a secondary now, without Terraform: what `status: suspended` gives, put there by
 * hand. Per account that is the role's inline policy, which also ends live sessions; a shared role's sessions do not
 * know their account, so its trust is replaced by one that leaves the account out.
 */
export function suspendCommand(manifest: Manifest, key: string): string {
  const secondaries = manifest.secondaries.map((one) =>
    one.key === key ? { ...one, status: 'suspended' as const } : one,
  );
  const { senderRoles } = delegate({ ...manifest, secondaries });
  const role = senderRoles.find((one) => one.key === key) ?? senderRoles[0]!;
  const { suspendedPolicy } = role;
  if (!suspendedPolicy) {
    return [
      `aws iam update-assume-role-policy --role-name ${quote(role.name)}`,
      `--policy-document ${quote(role.trustPolicy)}`,
    ].join(' \\\n  ');
  }
  return [
    `aws iam put-role-policy --role-name ${quote(role.name)}`,
    `--policy-name ${suspendedPolicy.name}`,
    `--policy-document ${quote(suspendedPolicy.document)}`,
  ].join(' \\\n  ');
}
