import type { Manifest, Secondary } from '../manifest/types';
import { assumePolicy } from './assume-policy';
import { originationIdentities, pinpointApplication } from './origination-identities';
import { senderRoleArn, senderRoles } from './sender-roles';
import type { Delegation, InlinePolicy, SecondaryDelegation } from './types';
import { assumeAnySenderPolicy, hasManagedRoles, outsiderRole, verifierRole } from './verify-roles';

export type * from './types';

/** From manifest to IAM: every role and policy as Terraform will write it. Pure. */
export function delegate(manifest: Manifest): Delegation {
  const roles = senderRoles(manifest);
  const assumeAnySender = assumeAnySenderPolicy(manifest, roles);
  return {
    senderRoles: roles,
    secondaries: manifest.secondaries.map((secondary) =>
      delegateSecondary(manifest, secondary, assumeAnySender),
    ),
  };
}

function delegateSecondary(
  manifest: Manifest,
  secondary: Secondary,
  assumeAnySender: InlinePolicy,
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
    ...(hasManagedRoles(manifest, secondary) && {
      verifier: verifierRole(manifest, secondary),
      outsider: outsiderRole(manifest, secondary, assumeAnySender),
    }),
    originationIdentities: originationIdentities(manifest.main, secondary),
    ...(pinpoint && { pinpoint }),
  };
}
