import { principalArn } from '../../delegation/arns';
import type { SecondaryDelegation, VerifyRole } from '../../delegation/types';
import type { Secondary } from '../../manifest/types';
import { verifyRole } from './identities';
import type { PlanContext, Probe } from './types';

/**
 * Listed principals that nobody can act as: IAM's own simulator says, on their side, whether they may assume the
 * role. It does not see the trust; TenDlcVerifier has shown that.
 */
export function simulateProbes(
  context: PlanContext,
  secondary: Secondary,
  granted: SecondaryDelegation,
): Probe[] {
  if (secondary.status !== 'active' || secondary.principals === 'account') return [];
  const { partition } = context.manifest.main;
  return secondary.principals.flatMap((principal) => {
    const skip = (why: string): Probe[] => {
      context.notCovered.push({ account: secondary.key, probe, why: `${principal.text}: ${why}` });
      return [];
    };
    const probe = 'simulate-assume';
    if (principal.kind === 'sso')
      return skip('the role of a permission set has a name only Identity Center knows');
    if (principal.pattern) return skip('a pattern names no principal to ask about');
    if (!granted.verifier) return skip('only TenDlcVerifier may ask IAM about it, and verify.roles is none');
    const arn = principalArn(partition, secondary.accountId, principal);
    if (arn === secondary.testAs?.assumeRoleArn) return [];
    return [ask(secondary, granted, granted.verifier, probe, arn)];
  });
}

/**
 * That the outsider's own policy allows what the trust must refuse: without it the outsider is refused whatever the
 * trust says, and its denials show nothing.
 */
export function outsiderMayTry(secondary: Secondary, granted: SecondaryDelegation): Probe[] {
  const { verifier, outsider } = granted;
  if (!verifier || !outsider) return [];
  return [ask(secondary, granted, verifier, 'outsider-may-try', outsider.arn)];
}

function ask(
  { key, accountId }: Secondary,
  { senderRoleArn }: SecondaryDelegation,
  verifier: VerifyRole,
  probe: string,
  asked: string,
): Probe {
  const caller = verifyRole(verifier, accountId);
  return {
    id: `${key}/${probe}/${asked}`,
    account: key,
    accountId,
    number: '',
    api: 'sts',
    probe,
    as: asked,
    proves: 'assumePolicy',
    expected: 'allowed',
    step: {
      kind: 'simulate',
      caller,
      principalArn: asked,
      action: 'sts:AssumeRole',
      resource: senderRoleArn,
    },
    needs: [],
  };
}
