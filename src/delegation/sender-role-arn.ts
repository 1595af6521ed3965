import { iamArn } from '../arns';
import type { Manifest, Secondary } from '../manifest/types';

/** The role that a secondary sends through: its own, or the shared one. */
export function senderRoleArn(manifest: Manifest, secondary: Secondary): string {
  const { partition, accountId } = manifest.main;
  return iamArn(partition, accountId, `role${secondary.rolePath}${secondary.roleName}`);
}
