import { principalArn } from '../../delegation/principal-arn';
import type { SecondaryDelegation } from '../../delegation/types';
import type { Principal, Secondary } from '../../manifest/types';
import { rehearsedPrincipals } from './identities';
import { simulateProbe } from './simulate';
import { assumeProbe } from './trust';
import type { PlanContext, Probe } from './types';

/**
 * The principals that the manifest lists. A rehearsal acts as each of them. In a real account nobody can: there
 * IAM's own simulator says, on their side, whether they may assume the role, and their lines in the trust are listed
 * as not covered.
 */
export function listedPrincipals(
  context: PlanContext,
  secondary: Secondary,
  granted: SecondaryDelegation,
): Probe[] {
  const { principals, status, externalId } = secondary;
  if (status === 'removed' || (status === 'suspended' && !context.rehearsal)) return [];
  const rehearsed = rehearsedPrincipals(context, secondary).map((caller) =>
    assumeProbe(secondary, granted, {
      probe: 'assume-as-principal',
      of: caller.label,
      caller,
      expected: status === 'active' ? 'allowed' : 'denied',
      externalId: externalId?.current,
    }),
  );
  if (principals === 'account') return rehearsed;
  if (rehearsed.length === 0) unseenInTrust(context, secondary, principals);
  return [
    ...rehearsed,
    ...principals.flatMap((principal) =>
      ownPolicy(context, secondary, granted, principal, rehearsed.length > 0),
    ),
  ];
}

function unseenInTrust(
  context: PlanContext,
  { key, testAs }: Secondary,
  principals: readonly Principal[],
): void {
  const unseen = principals.filter(({ text }) => !testAs?.assumeRoleArn?.endsWith(`:${text}`));
  if (unseen.length === 0) return;
  const names = unseen.map(({ text }) => text).join(', ');
  const why = `nobody can act as ${names} here: that the trust admits them is in \`tendlc access\``;
  context.notCovered.push({ account: key, probe: 'assume-as-principal', why });
}

function ownPolicy(
  context: PlanContext,
  secondary: Secondary,
  granted: SecondaryDelegation,
  principal: Principal,
  rehearsed: boolean,
): Probe[] {
  const { key, accountId, testAs } = secondary;
  const probe = 'simulate-assume';
  const skip = (why: string): Probe[] => {
    if (!rehearsed) context.notCovered.push({ account: key, probe, why: `${principal.text}: ${why}` });
    return [];
  };
  if (principal.kind === 'sso')
    return skip('the role of a permission set has a name only Identity Center knows');
  if (principal.pattern) return skip('a pattern names no principal to ask about');
  const { verifier } = granted;
  if (!verifier) return skip('only TenDlcVerifier may ask IAM about it, and verify.roles is none');
  const arn = principalArn(context.manifest.main.partition, accountId, principal);
  if (arn === testAs?.assumeRoleArn) return [];
  return [simulateProbe(granted, probe, { accountId, verifier, principalArn: arn })];
}
