import { principalArn } from '../../delegation/principal-arn';
import type { SecondaryDelegation } from '../../delegation/types';
import type { Principal, Secondary } from '../../manifest/types';
import { assumeProbe } from './assume-attempt';
import { rehearsedPrincipals } from './identities';
import { combine, notPlanned, planned, type Selection } from './selection';
import { simulationProbe } from './simulation-probe';
import type { PlanContext } from './types';

/**
 * The principals that the manifest lists. A rehearsal acts as each of them. On AWS the run has no credentials for
 * them: IAM's simulator says whether their own policies allow the call, and their entries in the trust policy are
 * listed as not covered.
 */
export function listedPrincipalProbes(
  context: PlanContext,
  secondary: Secondary,
  granted: SecondaryDelegation,
): Selection {
  const { principals, status, externalId } = secondary;
  if (status === 'removed' || (status === 'suspended' && !context.rehearsal)) return planned();
  const rehearsed = planned(
    ...rehearsedPrincipals(context, secondary).map((caller) =>
      assumeProbe(secondary, granted, {
        probe: 'assume-as-principal',
        of: caller.label,
        caller,
        expected: status === 'active' ? 'allowed' : 'denied',
        externalId: externalId?.current,
      }),
    ),
  );
  if (principals === 'account') return rehearsed;
  return combine(
    rehearsed,
    ...(context.rehearsal ? [] : [untestedInTrust(secondary, principals)]),
    ...principals.map((principal) => ownPolicy(context, secondary, granted, principal)),
  );
}

function untestedInTrust(secondary: Secondary, principals: readonly Principal[]): Selection {
  const untested = principals.filter(({ text }) => !secondary.testAs?.assumeRoleArn?.endsWith(`:${text}`));
  if (untested.length === 0) return planned();
  const names = untested.map(({ text }) => text).join(', ');
  return notPlanned(
    secondary,
    'assume-as-principal',
    `verify has no credentials for ${names}; \`tendlc access\` checks the trust policy`,
  );
}

function ownPolicy(
  context: PlanContext,
  secondary: Secondary,
  granted: SecondaryDelegation,
  principal: Principal,
): Selection {
  const { accountId, testAs } = secondary;
  const skip = (why: string): Selection =>
    context.rehearsal ? planned() : notPlanned(secondary, 'simulate-assume', `${principal.text}: ${why}`);
  if (principal.kind === 'sso') return skip('only Identity Center knows the name of its role');
  if (principal.pattern) return skip('a pattern is not a principal that IAM can simulate');
  const { verifier } = granted;
  if (!verifier) return skip("only TenDlcVerifier may call IAM's simulator, and verify.roles is none");
  const arn = principalArn(context.manifest.main.partition, accountId, principal);
  if (arn === testAs?.assumeRoleArn) return planned();
  return planned(simulationProbe(granted, 'simulate-assume', { accountId, verifier, principalArn: arn }));
}
