import type { SecondaryDelegation, VerifyRole } from '../../delegation/types';
import type { Secondary } from '../../manifest/types';
import type { Identity, PlanContext } from './types';

/**
 * Who stands in for a secondary's principals: `testAs`, else the managed verifier, else in a rehearsal its first
 * principal, else the ambient credentials where they are of that account. Never `deploy`: its rights would hide a
 * missing policy.
 */
export function principalOf(
  context: PlanContext,
  secondary: Secondary,
  granted: SecondaryDelegation | undefined,
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
  if (granted?.verifier) return verifyRole(granted.verifier, accountId);
  const [rehearsed] = rehearsedPrincipals(context, secondary);
  if (rehearsed) return rehearsed;
  if (context.caller?.accountId === accountId) {
    return { label: nameOf(context.caller.arn), accountId };
  }
  return undefined;
}

/** In a rehearsal, each listed principal itself, in the order of the manifest; otherwise nobody. */
export function rehearsedPrincipals({ rehearsal }: PlanContext, secondary: Secondary): Identity[] {
  if (!rehearsal) return [];
  const { key, accountId, principals } = secondary;
  const names = principals === 'account' ? ['any principal'] : principals.map(({ text }) => text);
  return names.map((label, index) => ({ label, accountId, profile: rehearsal.principal(key, index) }));
}

/** TenDlcVerifier or TenDlcOutsider, assumed by the caller's own credentials. */
export function verifyRole(role: VerifyRole, accountId: string): Identity {
  return { label: role.name, accountId, roleArn: role.arn };
}

/** The manifest's `verify.outsider`: an account that nobody lists. */
export function unlistedOutsider(context: PlanContext): Identity | undefined {
  const { outsider } = context.manifest.verify;
  if (!outsider) {
    const profile = context.rehearsal?.outsider;
    return profile === undefined ? undefined : { label: 'unlisted account', accountId: '', profile };
  }
  return {
    label: outsider.assumeRoleArn ? nameOf(outsider.assumeRoleArn) : `profile ${outsider.profile}`,
    accountId: outsider.assumeRoleArn?.split(':')[4] ?? '',
    profile: outsider.profile,
    roleArn: outsider.assumeRoleArn,
  };
}

/** How an identity is named in a report: its ARN where it is known beforehand. */
export function asText(identity: Identity): string {
  return identity.roleArn ?? identity.label;
}

/** Last part of an ARN's path; of an assumed role its role. */
export function nameOf(arn: string): string {
  const parts = arn.split(':').slice(5).join(':').split('/');
  return (parts[0] === 'assumed-role' ? parts[1] : parts.at(-1)) ?? arn;
}
