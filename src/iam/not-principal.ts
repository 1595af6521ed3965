import { listed, notUnderstood } from './check';
import { matchEntry, type PrincipalEntry, parsePrincipal } from './principal';
import { every, not, some, type Ternary } from './ternary';
import type { Call, Check, Naming, Principal } from './types';

function rootOf({ arn, accountId }: Principal): Principal {
  return { kind: 'root', arn: `arn:${arn.split(':')[1]}:iam::${accountId}:root`, accountId };
}

/** What must be listed for the caller itself, besides its account: its role and its session, or itself. */
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
 * A Deny for everyone but those listed. A user's account must be listed as well, a session's account and role: "the
 * Deny might otherwise apply to the entire account", so who is listed in part is unknown. A caller with a permissions
 * boundary is denied whatever is listed.
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
    // Which session of the role calls, or of which role the session is, is not known.
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
      `NotPrincipal: ${listed(written)}, asked by ${principal.arn || principal.kind}`,
  };
}
