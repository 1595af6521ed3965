import { accountOfArn } from '../../arns';
import type { SecondaryDelegation, VerifyRole } from '../../delegation/types';
import type { Secondary } from '../../manifest/types';
import { nameOf } from '../aws/name-of';
import type { Identity } from '../aws/types';
import type { PlanContext } from './types';

/**
 * Who stands for a secondary's principals: `testAs`, else the managed verifier, else in a rehearsal its first
 * principal, else the run's own credentials if they are of that account. Never `deploy`: an administrator's
 * permissions would hide a missing policy.
 */
export function principalOf(
  context: PlanContext,
  secondary: Secondary,
  granted: SecondaryDelegation,
): Identity | undefined {
  const { testAs, accountId } = secondary;
  if (testAs) {
    return {
      label: testAs.assumeRoleArn ? nameOf(testAs.assumeRoleArn) : `profile ${testAs.profile}`,
      accountId,
      profile: testAs.profile,
      roleArn: testAs.assumeRoleArn,
      externalId: testAs.assumeRoleExternalId,
    };
  }
  if (granted.verifier) return verifyRoleIdentity(granted.verifier, accountId);
  const [rehearsed] = rehearsedPrincipals(context, secondary);
  if (rehearsed) return rehearsed;
  if (context.caller?.accountId === accountId) return { label: nameOf(context.caller.arn), accountId };
  return undefined;
}

/** In a rehearsal each listed principal, in the order of the manifest; on AWS none. */
export function rehearsedPrincipals({ rehearsal }: PlanContext, secondary: Secondary): Identity[] {
  if (!rehearsal) return [];
  const { key, accountId, principals } = secondary;
  const names = principals === 'account' ? ['any principal'] : principals.map(({ text }) => text);
  return names.map((label, index) => ({ label, accountId, profile: rehearsal.principal(key, index) }));
}

/** TenDlcVerifier or TenDlcOutsider, which the run's own credentials assume. */
export function verifyRoleIdentity(role: VerifyRole, accountId: string): Identity {
  return { label: role.name, accountId, roleArn: role.arn };
}

/** The manifest's `verify.outsider`: an account outside the manifest. */
export function unlistedOutsider({ manifest, rehearsal }: PlanContext): Identity | undefined {
  const { outsider } = manifest.verify;
  if (!outsider)
    return rehearsal && { label: 'unlisted account', accountId: '', profile: rehearsal.outsider };
  return {
    label: outsider.assumeRoleArn ? nameOf(outsider.assumeRoleArn) : `profile ${outsider.profile}`,
    accountId: accountOfArn(outsider.assumeRoleArn ?? ''),
    profile: outsider.profile,
    roleArn: outsider.assumeRoleArn,
  };
}

/** How a report names an identity: its ARN if it is known beforehand. */
export function asText(identity: Identity): string {
  return identity.roleArn ?? identity.label;
}
