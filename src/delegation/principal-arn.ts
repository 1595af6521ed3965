import { iamArn } from '../arns';
import type { Partition, Principal } from '../manifest/types';

/**
 * The value of `aws:PrincipalArn` for sessions of this principal. The path of a permission set's role has the Region
 * of the Identity Center, except in us-east-1; its name ends in 16 characters that AWS chooses.
 */
export function principalArn(partition: Partition, accountId: string, principal: Principal): string {
  const resource =
    principal.kind === 'sso'
      ? `role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_${principal.permissionSet}_${'?'.repeat(16)}`
      : `${principal.kind}${principal.path}${principal.name}`;
  return iamArn(partition, accountId, resource);
}
