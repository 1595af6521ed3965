import type { Manifest, Secondary } from '../../manifest/types';
import { examplePrincipals } from '../evaluate/caller-policies';
import type { Evaluator } from '../evaluate/evaluator';
import { mightAdmit } from '../iam-model/trusted-accounts';
import { senderRoleArn } from '../implied-roles';
import type { CallerCase, Condition } from '../model';

/** A caller of another account, tried with everything else as this secondary's own callers have it. */
export interface ForeignCaller {
  which: CallerCase;
  accountId: string;
  /** `role/PATH/NAME` or `user/PATH/NAME`. */
  principal: string;
  from: Condition;
}

/**
 * Principals of other accounts that this role must deny: the principal's namesake in the neighbouring account, in the
 * main account and in an unlisted account; and every principal of each account that the trust policy might admit. A
 * trust policy that cannot match an account's ID denies all its callers, so they need no check of their own.
 */
export function otherAccounts(
  evaluator: Evaluator,
  secondary: Secondary,
  principal: string,
): ForeignCaller[] {
  const { manifest } = evaluator;
  const neighbour = neighbourOf(manifest, secondary);
  const from = (other: Secondary): Condition => ({ kind: 'fromAccount', key: other.key });
  const role = evaluator.model.roles.get(senderRoleArn(manifest, secondary));
  const admitted = role
    ? mightAdmit(role.trust, manifest.secondaries).filter(
        ({ accountId }) => accountId !== secondary.accountId,
      )
    : [];
  return [
    ...(neighbour
      ? [
          {
            which: 'other-account' as const,
            accountId: neighbour.accountId,
            principal,
            from: from(neighbour),
          },
        ]
      : []),
    ...admitted.flatMap((other) =>
      [...new Set([...examplePrincipals(other), principal])]
        .filter((theirs) => other !== neighbour || theirs !== principal)
        .map((theirs) => ({
          which: 'other-account' as const,
          accountId: other.accountId,
          principal: theirs,
          from: from(other),
        })),
    ),
    {
      which: 'main-account',
      accountId: manifest.main.accountId,
      principal,
      from: { kind: 'variant', variant: 'main-account' },
    },
    {
      which: 'unlisted-account',
      accountId: evaluator.unlistedAccount,
      principal,
      from: { kind: 'variant', variant: 'unlisted-account' },
    },
  ];
}

/** The next secondary of another account, or the first after the last. */
function neighbourOf({ secondaries }: Manifest, secondary: Secondary): Secondary | undefined {
  const next = secondaries[(secondaries.indexOf(secondary) + 1) % secondaries.length];
  return next && next.accountId !== secondary.accountId ? next : undefined;
}
