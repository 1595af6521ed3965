import type { Manifest, Secondary } from '../manifest/types';
import { assumePolicy } from './assume-policy';
import { originationIdentities, pinpointApplication } from './origination-identities';
import { senderRoleArn } from './sender-role-arn';
import { senderRoles } from './sender-roles';
import type { Delegation, SecondaryDelegation } from './types';
import { anySender, hasVerifyRoles, outsiderRole, verifierRole } from './verify-roles';

export type * from './types';

/** From manifest to IAM: every role and policy as Terraform will write it. Pure. */
export function delegate(manifest: Manifest): Delegation {
  const roles = senderRoles(manifest);
  const senders = anySender(manifest, roles);
  return {
    senderRoles: roles,
    secondaries: manifest.secondaries.map((secondary) => delegateSecondary(manifest, secondary, senders)),
  };
}

function delegateSecondary(
  manifest: Manifest,
  secondary: Secondary,
  senders: readonly string[],
): SecondaryDelegation {
  const { key, accountId, status, stack, externalId } = secondary;
  const base = {
    key,
    accountId,
    status,
    stack,
    senderRoleArn: senderRoleArn(manifest, secondary),
    ...(externalId && { externalId }),
  };
  if (status === 'removed') return { ...base, originationIdentities: [] };
  const pinpoint = pinpointApplication(manifest.main, secondary);
  return {
    ...base,
    assumePolicy: assumePolicy(manifest, secondary),
    ...(hasVerifyRoles(manifest, secondary) && {
      verifier: verifierRole(manifest, secondary),
      outsider: outsiderRole(manifest, secondary, senders),
    }),
    originationIdentities: originationIdentities(manifest.main, secondary),
    ...(pinpoint && { pinpoint }),
  };
}
