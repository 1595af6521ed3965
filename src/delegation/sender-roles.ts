import { iamArn } from '../arns';
import type { Manifest, Secondary } from '../manifest/types';
import { terraformName } from '../names';
import { sendPolicy, suspendedPolicy } from './send-policy';
import { senderRoleArn } from './sender-role-arn';
import { sharedTrustPolicy, trustPolicy } from './trust-policy';
import type { SenderRole } from './types';

/** The sender roles of the main account, sorted by address: one for each secondary, or one for all. */
export function senderRoles(manifest: Manifest): SenderRole[] {
  if (manifest.main.role.strategy === 'shared') return [sharedRole(manifest)];
  return manifest.secondaries
    .filter((secondary) => secondary.status !== 'removed')
    .map((secondary) => ownRole(manifest, secondary))
    .sort((a, b) => (a.address < b.address ? -1 : 1));
}

function ownRole(manifest: Manifest, secondary: Secondary): SenderRole {
  return {
    key: secondary.key,
    address: terraformName.sender(secondary.key),
    name: secondary.roleName,
    path: secondary.rolePath,
    arn: senderRoleArn(manifest, secondary),
    ...settings(manifest),
    trustPolicy: trustPolicy(manifest, secondary),
    sendPolicy: sendPolicy(manifest.main, [secondary]),
    ...(secondary.status === 'suspended' && { suspendedPolicy: suspendedPolicy() }),
  };
}

function sharedRole(manifest: Manifest): SenderRole {
  const { main, secondaries } = manifest;
  const active = secondaries.filter((secondary) => secondary.status === 'active');
  return {
    address: terraformName.sender(),
    name: main.role.name,
    path: main.role.path,
    arn: iamArn(main.partition, main.accountId, `role${main.role.path}${main.role.name}`),
    ...settings(manifest),
    trustPolicy: sharedTrustPolicy(manifest),
    // Without an active account the trust policy denies every caller; the send policy stays as it was.
    sendPolicy: sendPolicy(main, active.length > 0 ? active : secondaries),
  };
}

function settings({ main }: Manifest): Pick<SenderRole, 'maxSessionDuration' | 'permissionsBoundaryArn'> {
  const { maxSessionDuration, permissionsBoundary } = main.role;
  return {
    maxSessionDuration,
    ...(permissionsBoundary && { permissionsBoundaryArn: permissionsBoundary.arn }),
  };
}
