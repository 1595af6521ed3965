import type { SecondaryDelegation, VerifyRole } from '../../delegation/types';
import { PROBES, type ProbeName } from '../probes';
import { probeId } from '../probes/id';
import { verifyRoleIdentity } from './identities';
import type { Probe } from './types';

/** Whose policies are simulated, by the TenDlcVerifier of the same account. */
interface SimulatedPrincipal {
  accountId: string;
  verifier: VerifyRole;
  principalArn: string;
}

type SimulationProbe = Extract<ProbeName, 'simulate-assume' | 'outsider-may-try' | 'verifier-may-try'>;

/**
 * Do this principal's own policies allow it to assume the secondary's role? IAM's simulator does not evaluate the
 * trust policy.
 */
export function simulationProbe(
  granted: SecondaryDelegation,
  probe: SimulationProbe,
  { accountId, verifier, principalArn }: SimulatedPrincipal,
): Probe {
  const { key, senderRoleArn, externalId } = granted;
  const { api, proves, expected } = PROBES[probe];
  return {
    id: probeId({ account: key, probe, of: principalArn }),
    account: key,
    accountId: granted.accountId,
    number: '',
    api,
    probe,
    as: principalArn,
    proves,
    expected,
    call: {
      kind: 'simulate',
      caller: verifyRoleIdentity(verifier, accountId),
      principalArn,
      action: 'sts:AssumeRole',
      resource: senderRoleArn,
      externalId: externalId?.current,
    },
    requiresAnyOf: [],
  };
}
