import type { SecondaryDelegation } from '../../delegation/types';
import type { Secondary } from '../../manifest/types';
import type { Identity } from '../aws/types';
import { PROBES } from '../probes';
import { probeId } from '../probes/id';
import type { NotCovered } from '../types';
import { sessionCall } from './assume-attempt';
import { assumeProbes } from './assume-probes';
import { asText, principalOf } from './identities';
import { listedPrincipalProbes } from './listed-principal-probes';
import { madeUpNumber, sendForms } from './observations';
import { outsiderProbes } from './outsider-probes';
import { combine, notPlanned, planned, type Selection } from './selection';
import { referenceSend, sendProbes, suspendedSend } from './send-probes';
import type { AccountPlan, ObservationPlan, PlanContext, Probe } from './types';

export interface PlannedAccount {
  plan: AccountPlan;
  notCovered: readonly NotCovered[];
  /** Observations that one account of a run makes. */
  sendForms: readonly ObservationPlan[];
}

export function planAccount(
  context: PlanContext,
  secondary: Secondary,
  granted: SecondaryDelegation,
  negatives: boolean,
): PlannedAccount {
  const principal = principalOf(context, secondary, granted);
  const { status } = secondary;
  const sends = principal !== undefined && status === 'active';
  const everything = combine(
    principal ? asPrincipal(context, secondary, granted, principal) : noPrincipal(context, secondary),
    outsiderProbes(context, secondary, granted),
    untestedChannels(secondary),
    listedPrincipalProbes(context, secondary, granted),
  );
  const { probes, notCovered } =
    negatives || status !== 'active' ? everything : withoutDenials(secondary, everything);
  return {
    plan: {
      account: secondary.key,
      accountId: secondary.accountId,
      title: secondary.title,
      status,
      session: principal && status !== 'removed' ? sessionCall(secondary, granted, principal) : undefined,
      reference: sends ? referenceSend(context, secondary, granted) : undefined,
      probes: [...probes].sort(byRank),
      observations: sends && negatives ? madeUpNumber(context, secondary, granted) : [],
    },
    notCovered,
    sendForms: sends ? sendForms(context, secondary, granted) : [],
  };
}

function asPrincipal(
  context: PlanContext,
  secondary: Secondary,
  granted: SecondaryDelegation,
  principal: Identity,
): Selection {
  return combine(
    planned(identityProbe(secondary, principal)),
    assumeProbes(secondary, granted, principal),
    ...(secondary.status === 'active' ? [sendProbes(context, secondary, granted)] : []),
    ...(secondary.status === 'suspended' ? [suspendedSend(context, secondary, granted)] : []),
  );
}

function noPrincipal({ caller }: PlanContext, secondary: Secondary): Selection {
  const { accountId, status } = secondary;
  const own = caller
    ? `your own credentials are of ${caller.accountId}, not ${accountId}`
    : 'you have no credentials of your own';
  const verifier =
    status === 'removed' ? 'a removed secondary has no TenDlcVerifier' : 'verify.roles is none';
  const why = `no principal to act as: there is no testAs, ${verifier}, and ${own}`;
  if (status === 'suspended') return notPlanned(secondary, 'assume-suspended', why);
  if (status === 'removed') return notPlanned(secondary, 'assume-removed', why);
  return combine(notPlanned(secondary, 'assume', why), notPlanned(secondary, 'send', why));
}

function untestedChannels(secondary: Secondary): Selection {
  const untested = secondary.channels.flatMap((channel) => (channel === 'sms' ? [] : [channel]));
  return combine(
    ...untested.map((channel) => {
      const why = `only text messages are sent; \`tendlc access\` checks the ${channel} grant`;
      return notPlanned(secondary, `send-${channel}`, why);
    }),
  );
}

/** `--no-negatives`: without what must be denied, and without the simulations that only a denial requires. */
function withoutDenials(secondary: Secondary, { probes, notCovered }: Selection): Selection {
  const denied = probes.filter(({ expected }) => expected === 'denied');
  const left = probes.filter(({ expected }) => expected !== 'denied');
  const requiredByDenied = new Set(denied.flatMap(({ requiresAnyOf }) => requiresAnyOf));
  const onlyForDenials = ({ id, call }: Probe) => call.kind === 'simulate' && requiredByDenied.has(id);
  const names = new Set(denied.map(({ probe }) => probe));
  return combine(
    { probes: left.filter((probe) => !onlyForDenials(probe)), notCovered },
    ...[...names].map((probe) => notPlanned(secondary, probe, '--no-negatives')),
  );
}

function identityProbe(secondary: Secondary, caller: Identity): Probe {
  const { api, proves, expected } = PROBES.identity;
  return {
    id: probeId({ account: secondary.key, probe: 'identity' }),
    account: secondary.key,
    accountId: secondary.accountId,
    number: '',
    api,
    probe: 'identity',
    as: asText(caller),
    proves,
    expected,
    call: { kind: 'identity', caller },
    requiresAnyOf: [],
  };
}

/** Identity first, then what must be allowed, then what must be denied: a broken account shows in its first lines. */
function byRank(a: Probe, b: Probe): number {
  return rank(a) - rank(b);
}

function rank({ proves, expected, api }: Probe): number {
  if (proves === 'identity') return 0;
  if (expected === 'allowed') return api === 'sts' ? 1 : 2;
  return api === 'sts' ? 4 : 3;
}
