import type { SecondaryDelegation } from '../../delegation/types';
import type { Secondary } from '../../manifest/types';
import type { Identity } from '../aws/types';
import { probeId } from '../probes/id';
import { type AssumeRoleAttempt, assumeProbe } from './assume-attempt';
import { combine, notPlanned, planned, type Selection } from './selection';
import { simulationProbe } from './simulation-probe';

/** AssumeRole by the account's own principal. */
export function assumeProbes(
  secondary: Secondary,
  granted: SecondaryDelegation,
  principal: Identity,
): Selection {
  if (secondary.status === 'active') return whileActive(secondary, granted, principal);
  const mayTry = verifierMayTry(granted, principal);
  const attempt: AssumeRoleAttempt = {
    probe: secondary.status === 'removed' ? 'assume-removed' : 'assume-suspended',
    caller: principal,
    externalId: secondary.externalId?.current,
    requires: mayTry.probes[0]?.id ?? probeId({ account: secondary.key, probe: 'identity' }),
  };
  const denied = planned(assumeProbe(secondary, granted, attempt));
  if (secondary.status === 'removed') return combine(mayTry, denied);
  const why = 'the suspension denies the call, whatever the external ID';
  return combine(mayTry, denied, notPlanned(secondary, 'assume-without-external-id', why));
}

function whileActive(secondary: Secondary, granted: SecondaryDelegation, caller: Identity): Selection {
  const { key, externalId: ids, sessionContext } = secondary;
  const externalId = ids?.current;
  // After this one has passed, the caller's own policy is known to allow the call: only the trust policy can deny it.
  const requires = probeId({ account: key, probe: 'assume' });
  const attempts: AssumeRoleAttempt[] = [
    {
      probe: 'assume',
      caller,
      externalId,
      opensSession: true,
      requires: probeId({ account: key, probe: 'identity' }),
    },
    ...(ids?.previous === undefined
      ? []
      : [{ probe: 'assume-previous-external-id', caller, externalId: ids.previous, requires } as const]),
    ...(sessionContext.length === 0
      ? []
      : [{ probe: 'assume-with-session-context', caller, externalId, sessionContext, requires } as const]),
    ...(externalId === undefined
      ? []
      : [
          { probe: 'assume-without-external-id', caller, requires } as const,
          { probe: 'assume-wrong-external-id', caller, externalId: `${externalId}-wrong`, requires } as const,
        ]),
  ];
  const probes = planned(...attempts.map((attempt) => assumeProbe(secondary, granted, attempt)));
  if (externalId !== undefined) return probes;
  return combine(
    probes,
    notPlanned(secondary, 'assume-without-external-id', 'the manifest has no external ID for it'),
  );
}

/**
 * A denial by a suspended or removed role proves nothing unless the caller's own policy allows the call. `verify` can
 * ask IAM's simulator about the verifier only.
 */
function verifierMayTry(granted: SecondaryDelegation, principal: Identity): Selection {
  const { verifier, accountId } = granted;
  if (verifier && principal.roleArn === verifier.arn) {
    const simulated = { accountId, verifier, principalArn: verifier.arn };
    return planned(simulationProbe(granted, 'verifier-may-try', simulated));
  }
  return notPlanned(granted, 'verifier-may-try', ownPolicyUnknown(principal));
}

export function ownPolicyUnknown({ label }: Identity): string {
  return `it is unknown whether the policy of ${label} allows the call: that policy, not the trust policy, may deny it`;
}
