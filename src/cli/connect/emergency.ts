import { delegate } from '../../delegation';
import type { SenderRole } from '../../delegation/types';
import { shellWord } from '../../encode/shell';
import type { Manifest } from '../../manifest/types';

/**
 * The command that suspends a secondary now, without Terraform, with the same result as `status: suspended`. With a
 * role per account it adds the inline policy `Suspended`, which denies live sessions too. A session of the shared role
 * does not know its account, so there the command replaces the trust policy by one without the account.
 */
export function suspendCommand(manifest: Manifest, key: string): string {
  const role = suspendedRole(manifest, key);
  const { suspendedPolicy } = role;
  if (suspendedPolicy)
    return putRolePolicy(role.name, suspendedPolicy.name, shellWord(suspendedPolicy.document));
  return [
    `aws iam update-assume-role-policy --role-name ${shellWord(role.name)}`,
    `--policy-document ${shellWord(role.trustPolicy)}`,
  ].join(' \\\n  ');
}

/**
 * The command that ends every live session of the shared role, as the IAM console's "Revoke active sessions" does
 * (IAM User Guide, "Revoke IAM role temporary security credentials").
 */
export function endSessionsCommand(manifest: Manifest, key: string): string {
  const document = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'OlderSessions',
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: { DateLessThan: { 'aws:TokenIssueTime': 'NOW' } },
      },
    ],
  });
  const [before, after] = document.split('NOW') as [string, string];
  const now = '"$(date -u +%Y-%m-%dT%H:%M:%SZ)"';
  return putRolePolicy(
    suspendedRole(manifest, key).name,
    'RevokeOlderSessions',
    `${shellWord(before)}${now}${shellWord(after)}`,
  );
}

/** `document` is shell text. */
function putRolePolicy(role: string, name: string, document: string): string {
  return [
    `aws iam put-role-policy --role-name ${shellWord(role)}`,
    `--policy-name ${shellWord(name)}`,
    `--policy-document ${document}`,
  ].join(' \\\n  ');
}

/** The sender role of the secondary, as the manifest gives it with `status: suspended`. */
function suspendedRole(manifest: Manifest, key: string): SenderRole {
  const secondaries = manifest.secondaries.map((one) =>
    one.key === key ? { ...one, status: 'suspended' as const } : one,
  );
  const { senderRoles } = delegate({ ...manifest, secondaries });
  return senderRoles.find((one) => one.key === key) ?? senderRoles[0]!;
}
