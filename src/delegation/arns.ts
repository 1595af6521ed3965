import type { Partition, Principal } from '../manifest/types';

/** IAM is global: its ARNs have no Region. */
export function iamArn(partition: Partition, accountId: string, resource: string): string {
  return `arn:${partition}:iam::${accountId}:${resource}`;
}

/**
 * The whole account as a principal. Never a role's ARN: that must exist when the policy is saved, and turns into
 * an `AROA…` ID once the role is deleted (IAM User Guide, "AWS JSON policy elements: Principal").
 */
export function accountRoot(partition: Partition, accountId: string): string {
  return iamArn(partition, accountId, 'root');
}

/**
 * What `aws:PrincipalArn` is for sessions of this principal. A permission set's role carries the Region of the
 * Identity Center in its path except in us-east-1, and ends in 16 characters that AWS picks.
 */
export function principalArn(partition: Partition, accountId: string, principal: Principal): string {
  const resource =
    principal.kind === 'sso'
      ? `role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_${principal.permissionSet}_${'?'.repeat(16)}`
      : `${principal.kind}${principal.path}${principal.name}`;
  return iamArn(partition, accountId, resource);
}
