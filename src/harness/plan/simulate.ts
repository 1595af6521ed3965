import type { SecondaryDelegation, VerifyRole } from '../../delegation/types';
import { verifyRole } from './identities';
import type { Probe } from './types';

/** Whose policies IAM's simulator is asked about, by the TenDlcVerifier of the same account. */
interface Asked {
  accountId: string;
  verifier: VerifyRole;
  principalArn: string;
}

/** Does this principal's own policy allow it to assume the secondary's role? The simulator does not see the trust. */
export function simulateProbe(granted: SecondaryDelegation, probe: string, asked: Asked): Probe {
  const { key, accountId, senderRoleArn } = granted;
  return {
    id: `${key}/${probe}/${asked.principalArn}`,
    account: key,
    accountId,
    number: '',
    api: 'sts',
    probe,
    as: asked.principalArn,
    proves: 'assumePolicy',
    expected: 'allowed',
    step: {
      kind: 'simulate',
      caller: verifyRole(asked.verifier, asked.accountId),
      principalArn: asked.principalArn,
      action: 'sts:AssumeRole',
      resource: senderRoleArn,
    },
    needs: [],
  };
}
