import { listed, notUnderstood } from './check';
import { matchEntry, type PrincipalEntry, parsePrincipal } from './principal';
import { every, not, some, type Ternary } from './ternary';
import type { Call, Check, Naming, Principal } from './types';

function rootOf({ arn, accountId }: Principal): Principal {
  return { kind: 'root', arn: `arn:${arn.split(':')[1]}:iam::${accountId}:root`, accountId };
}

/** What must be listed besides the caller's account: its role and its session, or the caller itself. */
function identitiesOf(principal: Principal): [Principal, Naming][] {
  const { kind, accountId, roleArn } = principal;
  if (kind !== 'session' || roleArn === undefined) return [[principal, 'role']];
  return [
    [{ kind: 'role', arn: roleArn, accountId }, 'role'],
    [principal, 'direct'],
  ];
}

function isListed(entries: readonly PrincipalEntry[], principal: Principal, atLeast: Naming): Ternary {
  return some(entries, (entry) => matchEntry(entry, { principal } as Call, atLeast));
}

/**
 * A Deny for everyone except those listed. The list must also contain a user's account, and a session's account and
 * role: "the Deny might otherwise apply to the entire account". If it contains only a part, the result is unknown. A
 * caller with a permissions boundary is always denied.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
export function compileNotPrincipal(value: unknown, effect: string): Check {
  if (effect !== 'Deny') return notUnderstood('NotPrincipal with an Allow');
  const { entries, written } = parsePrincipal(value);

  function test({ bounded, principal }: Call): Ternary {
    if (bounded) return 'yes';
    const own = identitiesOf(principal);
    const anyListed = some(own, ([identity, atLeast]) => isListed(entries, identity, atLeast));
    if (anyListed === 'no') return 'yes';
    // Either the session or its role is not known.
    if (principal.kind === 'role' || (principal.kind === 'session' && principal.roleArn === undefined)) {
      return 'unknown';
    }
    const allListed = every(own, ([identity, atLeast]) => isListed(entries, identity, atLeast));
    const unlisted = not(allListed);
    if (principal.kind === 'service' || principal.kind === 'anonymous') return unlisted;
    const account = isListed(entries, rootOf(principal), 'direct');
    return unlisted === 'no' && account === 'yes' ? 'no' : 'unknown';
  }
  return {
    test,
    describe: ({ principal }) =>
      `NotPrincipal: ${listed(written)}, called by ${principal.arn || principal.kind}`,
  };
}
