import type { AssumePolicy, SecondaryDelegation } from '../../delegation/types';
import { markdownBlock, markdownCode, markdownText } from '../../encode/markdown';
import { shellWord } from '../../encode/shell';
import type { Manifest, Principal, Secondary } from '../../manifest/types';

/** Each principal that may send, and what the account's admins must still do for it. */
export function attachment(manifest: Manifest, secondary: Secondary, granted: SecondaryDelegation): string {
  const policy = granted.assumePolicy;
  if (!policy) return 'No principal: the secondary is removed.';
  const lines =
    secondary.principals === 'account'
      ? [
          `- each principal of ${secondary.accountId} to which its admins attach ${markdownCode(policy.name)}: ${byHand(policy, 'role', 'NAME')}`,
        ]
      : secondary.principals.map(
          (principal) => `- ${markdownCode(principal.text)}: ${step(principal, policy)}`,
        );
  for (const group of policy.groups)
    lines.push(`- users of the group ${markdownCode(group)}: Terraform attaches it`);
  return [...(policy.managed ? [] : [create(manifest, secondary, policy)]), lines.join('\n')].join('\n\n');
}

function step(principal: Principal, policy: AssumePolicy): string {
  if (principal.kind === 'sso') {
    return `in IAM Identity Center, add the customer managed policy ${markdownCode(policy.name)} with path ${markdownCode(policy.path)} to the permission set ${markdownCode(principal.permissionSet)}, and provision it to the account`;
  }
  if (principal.pattern)
    return `for each matching ${principal.kind}: ${byHand(policy, principal.kind, 'NAME')}`;
  const attached = principal.kind === 'role' ? policy.roles : policy.users;
  return policy.managed && attached.includes(principal.name)
    ? 'Terraform attaches it'
    : byHand(policy, principal.kind, principal.name);
}

function byHand({ arn }: AssumePolicy, kind: 'role' | 'user', name: string): string {
  return markdownCode(
    `aws iam attach-${kind}-policy --${kind}-name ${shellWord(name)} --policy-arn ${shellWord(arn)}`,
  );
}

/** `assumePolicy: none`: Terraform has no access to the account, so its admins create the policy. */
function create({ main }: Manifest, { accountId }: Secondary, policy: AssumePolicy): string {
  const command = [
    `aws iam create-policy --policy-name ${shellWord(policy.name)} --path ${shellWord(policy.path)}`,
    `--policy-document ${shellWord(policy.document)}`,
  ].join(' \\\n  ');
  return `Terraform of ${markdownText(main.name)} has no access to ${accountId}. Its admins create the policy first:\n\n${markdownBlock('sh', command)}`;
}
