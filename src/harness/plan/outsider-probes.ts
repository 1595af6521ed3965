import type { SecondaryDelegation } from '../../delegation/types';
import type { Secondary } from '../../manifest/types';
import type { ProbeName } from '../probes';
import { assumeProbe } from './assume-attempt';
import { ownPolicyUnknown } from './assume-probes';
import { unlistedOutsider, verifyRoleIdentity } from './identities';
import { combine, notPlanned, planned, type Selection } from './selection';
import { simulationProbe } from './simulation-probe';
import { trustMatches } from './trust-matches';
import type { PlanContext } from './types';

/**
 * AssumeRole by callers that the trust policy must deny, with the right external ID, so that the principal alone is
 * tested. A denial counts only if the caller's own policy allows the call.
 */
export function outsiderProbes(
  context: PlanContext,
  secondary: Secondary,
  granted: SecondaryDelegation,
): Selection {
  const ofManifest =
    secondary.status === 'removed'
      ? []
      : [sameAccount(secondary, granted), otherAccount(context, secondary, granted)];
  return combine(
    ...ofManifest,
    unlistedAccount(context, secondary, granted),
    organization(context, secondary),
  );
}

function sameAccount(secondary: Secondary, granted: SecondaryDelegation): Selection {
  const { outsider } = granted;
  if (!outsider)
    return notPlanned(secondary, 'outsider-same-account', 'there is no TenDlcOutsider: verify.roles is none');
  if (secondary.status === 'active' && trustMatches(secondary, outsider))
    return notPlanned(
      secondary,
      'outsider-same-account',
      'principals include TenDlcOutsider: the whole account, or a pattern that matches it',
    );
  return managedOutsider('outsider-same-account', secondary, granted, granted);
}

function otherAccount(context: PlanContext, secondary: Secondary, granted: SecondaryDelegation): Selection {
  const others = otherOutsiders(context, secondary);
  const [tried, ...untried] = others;
  if (!tried)
    return notPlanned(
      secondary,
      'outsider-other-account',
      'no other secondary has a TenDlcOutsider that this role must deny',
    );
  const probes = managedOutsider('outsider-other-account', secondary, granted, tried);
  if (untried.length === 0) return probes;
  const why = `tried from ${tried.key}, 1 of ${others.length} other accounts; not tried: ${namesOf(untried)}; \`tendlc access\` checks all of them`;
  return combine(probes, notPlanned(secondary, 'other-accounts', why));
}

/** Names shown of the accounts that are not tried. */
const NAMES_SHOWN = 20;

function namesOf(secondaries: readonly SecondaryDelegation[]): string {
  const names = secondaries.slice(0, NAMES_SHOWN).map(({ key }) => key);
  const more = secondaries.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}

/** Without a policy that allows the call, the outsider is denied whatever the trust policy says: that is asked first. */
function managedOutsider(
  probe: ProbeName,
  secondary: Secondary,
  granted: SecondaryDelegation,
  { accountId, verifier, outsider }: SecondaryDelegation,
): Selection {
  if (!verifier || !outsider) return planned();
  const mayTry = simulationProbe(granted, 'outsider-may-try', {
    accountId,
    verifier,
    principalArn: outsider.arn,
  });
  const caller = verifyRoleIdentity(outsider, accountId);
  const externalId = secondary.externalId?.current;
  return planned(mayTry, assumeProbe(secondary, granted, { probe, caller, externalId, requires: mayTry.id }));
}

function unlistedAccount(
  context: PlanContext,
  secondary: Secondary,
  granted: SecondaryDelegation,
): Selection {
  const probe = 'outsider-unlisted-account';
  const caller = unlistedOutsider(context);
  if (!caller)
    return notPlanned(
      secondary,
      probe,
      'there is no verify.outsider, so no account outside the manifest is tried',
    );
  const externalId = secondary.externalId?.current;
  const denied = planned(assumeProbe(secondary, granted, { probe, caller, externalId }));
  if (context.rehearsal) return denied;
  // No role of that account can call IAM's simulator for the run.
  return combine(denied, notPlanned(secondary, 'outsider-may-try', ownPolicyUnknown(caller)));
}

function organization({ manifest }: PlanContext, secondary: Secondary): Selection {
  if (!manifest.main.organizationId || secondary.external) return planned();
  const why = 'no caller outside the organization is tried; `tendlc access` checks aws:PrincipalOrgID';
  return notPlanned(secondary, 'organization', why);
}

/**
 * The other secondaries whose TenDlcOutsider this role must deny, in the order of keys, from the next one on and
 * around the end: so that each is tried by some role.
 */
function otherOutsiders({ manifest, delegation }: PlanContext, secondary: Secondary): SecondaryDelegation[] {
  const { secondaries, main } = manifest;
  const at = secondaries.indexOf(secondary);
  const grants = new Map(delegation.secondaries.map((one) => [one.key, one]));
  return [...secondaries.slice(at + 1), ...secondaries.slice(0, at)].flatMap((other) => {
    const granted = grants.get(other.key);
    if (!granted?.outsider || other.accountId === secondary.accountId) return [];
    // A shared role allows what the trust allows any of its accounts.
    const shared = main.role.strategy === 'shared' && other.status === 'active';
    return shared && trustMatches(other, granted.outsider) ? [] : [granted];
  });
}
