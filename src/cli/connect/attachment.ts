import type { AssumePolicy, SecondaryDelegation } from '../../delegation/types';
import type { Manifest, Principal, Secondary } from '../../manifest/types';
import { quote } from './shell';

/** Who may send, and what that account's admins still have to do for each. */
export function attachment(manifest: Manifest, secondary: Secondary, granted: SecondaryDelegation): string {
  const policy = granted.assumePolicy;
  if (!policy) return 'Nobody: the secondary is removed.';
  const lines =
    secondary.principals === 'account'
      ? [
          `- anyone in ${secondary.accountId} to whom its admins give \`${policy.name}\`: ${byHand(policy, 'role', 'NAME')}`,
        ]
      : secondary.principals.map((principal) => `- \`${principal.text}\`: ${step(principal, policy)}`);
  for (const group of policy.groups) lines.push(`- users of the group \`${group}\`: attached by Terraform`);
  return [...(policy.managed ? [] : [create(manifest, secondary, policy)]), lines.join('\n')].join('\n\n');
}

function step(principal: Principal, policy: AssumePolicy): string {
  if (principal.kind === 'sso') {
    return `in IAM Identity Center, add the customer managed policy \`${policy.name}\` with path \`${policy.path}\` to the permission set \`${principal.permissionSet}\`, and provision it to the account`;
  }
  if (principal.pattern) return `for each that matches: ${byHand(policy, principal.kind, 'NAME')}`;
  const attached = principal.kind === 'role' ? policy.roles : policy.users;
  return policy.managed && attached.includes(principal.name)
    ? 'attached by Terraform'
    : byHand(policy, principal.kind, principal.name);
}

function byHand({ arn }: AssumePolicy, kind: 'role' | 'user', name: string): string {
  return `\`aws iam attach-${kind}-policy --${kind}-name ${quote(name)} --policy-arn ${arn}\``;
}

/** `assumePolicy: none`: Terraform has no access to the account, so its admins create the policy. */
function create({ main }: Manifest, { accountId }: Secondary, policy: AssumePolicy): string {
  const command = [
    `aws iam create-policy --policy-name ${policy.name} --path ${policy.path}`,
    `--policy-document ${quote(policy.document)}`,
  ].join(' \\\n  ');
  return `Terraform of ${main.name} has no access to ${accountId}. Its admins create the policy first:\n\n\`\`\`sh\n${command}\n\`\`\``;
}
