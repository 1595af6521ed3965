import { iamArn } from '../arns';
import type { Manifest, Secondary } from '../manifest/types';
import { OUTSIDER_ROLE, VERIFIER_ROLE } from '../names';
import { hasVerifyRoles } from './expected';

export function senderRoleArn({ main }: Manifest, { rolePath, roleName }: Secondary): string {
  return iamArn(main.partition, main.accountId, `role${rolePath}${roleName}`);
}

/** ARNs of the roles that the manifest implies, in all accounts. */
export function impliedRoles(manifest: Manifest): Set<string> {
  const { partition, accountId, role } = manifest.main;
  const present = manifest.secondaries.filter(({ status }) => status !== 'removed');
  const shared =
    role.strategy === 'shared' ? [iamArn(partition, accountId, `role${role.path}${role.name}`)] : [];
  const verify = present
    .filter((secondary) => hasVerifyRoles(manifest, secondary))
    .flatMap((secondary) =>
      [VERIFIER_ROLE, OUTSIDER_ROLE].map((name) =>
        iamArn(partition, secondary.accountId, `role${secondary.rolePath}${name}`),
      ),
    );
  return new Set([...shared, ...present.map((secondary) => senderRoleArn(manifest, secondary)), ...verify]);
}
