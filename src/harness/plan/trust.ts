import type { SecondaryDelegation } from '../../delegation/types';
import type { Secondary } from '../../manifest/types';
import { trustAdmits } from './admits';
import { asText, unlistedOutsider, verifyRole } from './identities';
import { simulateProbe } from './simulate';
import type { Identity, PlanContext, Probe, Step } from './types';

type Assume = Extract<Step, { kind: 'assume' }>;
/** One way to knock at the role: who, how, and what must come of it. */
interface Knock {
  probe: string;
  /** Another probe of the account that must have passed before. */
  needs?: string;
  caller: Identity;
  expected: 'allowed' | 'denied';
  /** `undefined`: none is sent. */
  externalId?: string;
  sessionContext?: Secondary['sessionContext'];
  /** Tells probes of one name apart. */
  of?: string;
}

/**
 * The probes of a role's trust. Negatives count only from callers whose own policy allows the call (the verifier
 * carries TenDlcAssumeSender, the outsider may assume every sender role), so that only the trust can refuse them.
 */
export function trustProbes(
  context: PlanContext,
  secondary: Secondary,
  granted: SecondaryDelegation,
  principal: Identity | undefined,
  negatives: boolean,
): Probe[] {
  const own = principal ? ownKnocks(context, secondary, principal) : [];
  const asked = secondary.status !== 'active' && principal ? mayTry(context, granted, principal) : undefined;
  return [
    ...(asked ? [asked] : []),
    ...own.map((knock) =>
      assumeProbe(secondary, granted, asked ? { ...knock, needs: askedAs(asked) } : knock),
    ),
    ...outsiderProbes(context, secondary, granted, negatives),
  ];
}

/**
 * Who is refused at a suspended or removed role shows nothing unless its own policy allows the call: IAM is asked about the
 * verifier, about nobody else.
 */
function mayTry(context: PlanContext, granted: SecondaryDelegation, principal: Identity): Probe | undefined {
  const { verifier, accountId, key } = granted;
  if (verifier && principal.roleArn === verifier.arn) {
    return simulateProbe(granted, 'verifier-may-try', { accountId, verifier, principalArn: verifier.arn });
  }
  context.notCovered.push({ account: key, probe: 'verifier-may-try', why: unknownOwn(principal) });
  return undefined;
}

const unknownOwn = ({ label }: Identity) =>
  `whether the own policy of ${label} allows the call is not known: it may be that which refuses`;

const askedAs = ({ probe, as }: Probe) => `${probe}/${as}`;

/** The step by which the account's own principal opens the session that sends. */
export function senderStep(secondary: Secondary, granted: SecondaryDelegation, caller: Identity): Assume {
  return {
    kind: 'assume',
    caller,
    roleArn: granted.senderRoleArn,
    externalId: secondary.externalId?.current,
    sender: true,
  };
}

function ownKnocks(context: PlanContext, secondary: Secondary, caller: Identity): Knock[] {
  const externalId = secondary.externalId?.current;
  if (secondary.status === 'removed')
    return [{ probe: 'assume-removed', caller, expected: 'denied', externalId, needs: 'identity' }];
  const active = secondary.status === 'active';
  // Once it has been admitted, its own policy allows the call, and only the trust can refuse it.
  const needs = active ? 'assume' : 'identity';
  const knocks: Knock[] = [
    {
      probe: active ? 'assume' : 'assume-suspended',
      caller,
      expected: active ? 'allowed' : 'denied',
      externalId,
      needs: 'identity',
    },
  ];
  if (active && secondary.externalId?.previous !== undefined) {
    const externalId = secondary.externalId.previous;
    knocks.push({ probe: 'assume-previous-external-id', caller, expected: 'allowed', externalId, needs });
  }
  if (active && secondary.sessionContext.length > 0) {
    const { sessionContext } = secondary;
    knocks.push({
      probe: 'assume-with-session-context',
      caller,
      expected: 'allowed',
      externalId,
      sessionContext,
      needs,
    });
  }
  if (!active) {
    const why = 'the suspension refuses already, whatever the external ID';
    context.notCovered.push({ account: secondary.key, probe: 'assume-without-external-id', why });
    return knocks;
  }
  if (externalId === undefined) {
    const why = 'the manifest asks for no external ID';
    context.notCovered.push({ account: secondary.key, probe: 'assume-without-external-id', why });
    return knocks;
  }
  knocks.push({ probe: 'assume-without-external-id', caller, expected: 'denied', needs });
  knocks.push({
    probe: 'assume-wrong-external-id',
    caller,
    expected: 'denied',
    externalId: `${externalId}-wrong`,
    needs,
  });
  return knocks;
}

function outsiderProbes(
  context: PlanContext,
  secondary: Secondary,
  granted: SecondaryDelegation,
  negatives: boolean,
): Probe[] {
  const probes: Probe[] = [];
  const externalId = secondary.externalId?.current;
  const notCovered = (probe: string, why: string) =>
    context.notCovered.push({ account: secondary.key, probe, why });
  // With the right external ID: the principal alone is under test.
  const knock = (probe: string, caller: Identity, needs?: string) =>
    probes.push(assumeProbe(secondary, granted, { probe, caller, expected: 'denied', externalId, needs }));
  /** Without a policy that allows it, the outsider is refused whatever the trust says: that is asked first. */
  const managed = (probe: string, { accountId, verifier, outsider }: SecondaryDelegation) => {
    if (!verifier || !outsider) return;
    const asked = { accountId, verifier, principalArn: outsider.arn };
    if (negatives || secondary.status !== 'active') probes.push(simulateProbe(granted, MAY_TRY, asked));
    knock(probe, verifyRole(outsider, accountId), `${MAY_TRY}/${outsider.arn}`);
  };

  if (secondary.status !== 'removed') {
    const { outsider } = granted;
    const admitted = outsider && secondary.status === 'active' && trustAdmits(secondary, outsider);
    if (!outsider) notCovered('outsider-same-account', noOutsider);
    else if (admitted) notCovered('outsider-same-account', admittedByItself);
    else managed('outsider-same-account', granted);

    const other = neighbour(context, secondary);
    if (other) managed('outsider-other-account', other);
    else notCovered('outsider-other-account', noNeighbour);
  }
  const unlisted = unlistedOutsider(context);
  if (unlisted) knock('outsider-unlisted-account', unlisted);
  else notCovered('outsider-unlisted-account', noUnlisted);
  // The harness cannot ask IAM about an account that is not the manifest's.
  if (unlisted && !context.rehearsal) notCovered(MAY_TRY, unknownOwn(unlisted));
  if (context.manifest.main.organizationId && !secondary.external)
    notCovered('organization', sameOrganization);
  return probes;
}

const MAY_TRY = 'outsider-may-try';
const noOutsider = 'there is no TenDlcOutsider: verify.roles is none';
const admittedByItself = 'principals include TenDlcOutsider: the whole account, or a pattern that matches it';
const noNeighbour = 'no other secondary has a TenDlcOutsider that this role must refuse';
const noUnlisted = 'verify.outsider names nobody: no account that the manifest does not list is tried';
const sameOrganization =
  'no caller from outside the organization is tried; `tendlc access` checks aws:PrincipalOrgID';

/** The next secondary in the order of keys, around the end, whose TenDlcOutsider this role must refuse. */
function neighbour(context: PlanContext, secondary: Secondary): SecondaryDelegation | undefined {
  const { secondaries, main } = context.manifest;
  const at = secondaries.indexOf(secondary);
  for (const other of [...secondaries.slice(at + 1), ...secondaries.slice(0, at)]) {
    const granted = context.delegation.secondaries.find(({ key }) => key === other.key);
    if (!granted?.outsider || other.accountId === secondary.accountId) continue;
    // A shared role admits what any of its accounts is admitted for.
    const shared = main.role.strategy === 'shared' && other.status === 'active';
    if (shared && trustAdmits(other, granted.outsider)) continue;
    return granted;
  }
  return undefined;
}

/** The probe that knocks at the secondary's role. */
export function assumeProbe(secondary: Secondary, granted: SecondaryDelegation, knock: Knock): Probe {
  const { probe, caller, expected, externalId, sessionContext, of } = knock;
  return {
    id: [secondary.key, probe, of].filter(Boolean).join('/'),
    account: secondary.key,
    accountId: secondary.accountId,
    number: '',
    api: 'sts',
    probe,
    as: asText(caller),
    proves: 'trust',
    expected,
    step: {
      kind: 'assume',
      caller,
      roleArn: granted.senderRoleArn,
      externalId,
      sessionContext,
      sender: probe === 'assume' || undefined,
    },
    needs: knock.needs ? [`${secondary.key}/${knock.needs}`] : [],
  };
}
