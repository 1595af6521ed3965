import { iamArn } from '../arns';
import type { Partition, Principal } from '../manifest/types';

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
