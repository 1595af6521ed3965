import type { SecondaryDelegation } from '../../delegation/types';
import type { Secondary } from '../../manifest/types';
import { trustAdmits } from './admits';
import { asText, unlistedOutsider, verifyRole } from './identities';
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
): Probe[] {
  const knocks = [
    ...(principal ? ownKnocks(context, secondary, principal) : []),
    ...outsiderKnocks(context, secondary, granted),
  ];
  return knocks.map((knock) => toProbe(secondary, granted, knock));
}

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

function outsiderKnocks(context: PlanContext, secondary: Secondary, granted: SecondaryDelegation): Knock[] {
  const knocks: Knock[] = [];
  const add = (probe: string, caller: Identity | undefined, why: string) => {
    if (!caller) context.notCovered.push({ account: secondary.key, probe, why });
    // With the right external ID: the principal alone is under test.
    else knocks.push({ probe, caller, expected: 'denied', externalId: secondary.externalId?.current });
  };
  const { outsider } = granted;
  if (secondary.status !== 'removed') {
    const admitted = outsider && secondary.status === 'active' && trustAdmits(secondary, outsider);
    add(
      'outsider-same-account',
      outsider && !admitted ? verifyRole(outsider, secondary.accountId) : undefined,
      outsider ? 'the trust admits TenDlcOutsider by itself: principals cover the account' : noOutsider,
    );
    add(
      'outsider-other-account',
      neighbour(context, secondary),
      'no other secondary has a TenDlcOutsider that this role must refuse',
    );
  }
  const unlisted = unlistedOutsider(context);
  if (unlisted) add('outsider-unlisted-account', unlisted, '');
  return knocks;
}

const noOutsider = 'there is no TenDlcOutsider: verify.roles is none';

/** TenDlcOutsider of the next secondary in the order of keys, around the end. */
function neighbour(context: PlanContext, secondary: Secondary): Identity | undefined {
  const { secondaries, main } = context.manifest;
  const at = secondaries.indexOf(secondary);
  for (const other of [...secondaries.slice(at + 1), ...secondaries.slice(0, at)]) {
    const role = context.delegation.secondaries.find(({ key }) => key === other.key)?.outsider;
    if (!role || other.accountId === secondary.accountId) continue;
    // A shared role admits what any of its accounts is admitted for.
    if (main.role.strategy === 'shared' && other.status === 'active' && trustAdmits(other, role)) continue;
    return verifyRole(role, other.accountId);
  }
  return undefined;
}

function toProbe(secondary: Secondary, granted: SecondaryDelegation, knock: Knock): Probe {
  const { probe, caller, expected, externalId, sessionContext } = knock;
  return {
    id: `${secondary.key}/${probe}`,
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
