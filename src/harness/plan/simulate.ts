import type { SecondaryDelegation } from '../../delegation/types';
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
  const probe = 'simulate-assume';
  const actedAs = secondary.testAs?.assumeRoleArn;
  return secondary.principals.flatMap((principal) => {
    const skip = (why: string): Probe[] => {
      context.notCovered.push({ account: secondary.key, probe, why: `${principal.text}: ${why}` });
      return [];
    };
    if (principal.kind === 'sso')
      return skip('the role of a permission set has a name only Identity Center knows');
    if (principal.pattern) return skip('a pattern names no principal to ask about');
    if (!granted.verifier) return skip('only TenDlcVerifier may ask IAM about it, and verify.roles is none');
    const principalArn = `arn:${partition}:iam::${secondary.accountId}:${principal.kind}${principal.path}${principal.name}`;
    if (principalArn === actedAs) return [];
    const caller = verifyRole(granted.verifier, secondary.accountId);
    return [
      {
        id: `${secondary.key}/${probe}/${principal.text}`,
        account: secondary.key,
        accountId: secondary.accountId,
        number: '',
        api: 'sts',
        probe,
        as: principalArn,
        proves: 'assumePolicy',
        expected: 'allowed',
        step: {
          kind: 'simulate',
          caller,
          principalArn,
          action: 'sts:AssumeRole',
          resource: granted.senderRoleArn,
        },
        needs: [],
      },
    ];
  });
}
