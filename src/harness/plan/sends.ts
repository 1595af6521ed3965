import type { OriginationIdentity, SecondaryDelegation } from '../../delegation/types';
import type { Secondary } from '../../manifest/types';
import type { ObservationPlan, PlanContext, Probe, Step } from './types';

type Send = Extract<Step, { kind: 'send' }>;

/** Right in form, and nobody's. */
const madeUpPhoneNumberId = `phone-${'0'.repeat(32)}`;
/** AWS's simulator destination for the United States that always succeeds (user guide, "Simulator phone numbers"). */
export const simulatorSuccess = '+14254147755';

/** What must be sent, by every API that is granted, and what the same session must not. */
export function sendProbes(
  context: PlanContext,
  secondary: Secondary,
  granted: SecondaryDelegation,
): Probe[] {
  const positive = [...smsSends(context, secondary, granted), ...pinpointSends(context, secondary, granted)];
  const sent = positive.map(({ id }) => id);
  return [
    ...positive.map((probe) => ({ ...probe, needs: [`${secondary.key}/assume`] })),
    ...refusals(context, secondary, granted).map((probe) => ({ ...probe, needs: sent })),
  ];
}

function smsSends(context: PlanContext, secondary: Secondary, granted: SecondaryDelegation): Probe[] {
  if (!secondary.apis.includes('sms-voice')) return [];
  const identities = granted.originationIdentities.filter(({ kind }) => kind !== 'configuration-set');
  const sends = identities.map((identity) =>
    probeOf(context, secondary, 'send', identity.number, sendStep(context, secondary, granted, identity)),
  );
  // The first configuration set of a Region goes with every send; each further one gets a send of its own.
  for (const set of granted.originationIdentities.filter(({ kind }) => kind === 'configuration-set')) {
    const identity = identities.find(({ region }) => region === set.region);
    if (!identity) {
      const why = `no number or pool of ${secondary.key} is in ${set.region}, so nothing can be sent with it`;
      context.notCovered.push({ account: secondary.key, probe: `send ${set.number}`, why });
      continue;
    }
    if (setFor(granted, set.region) === set) continue;
    const step = { ...sendStep(context, secondary, granted, identity), configurationSet: set.arn };
    sends.push(probeOf(context, secondary, 'send', set.number, step));
  }
  return sends;
}

function sendStep(
  context: PlanContext,
  secondary: Secondary,
  granted: SecondaryDelegation,
  identity: OriginationIdentity,
): Send {
  return {
    kind: 'send',
    region: identity.region,
    origination: identity.arn,
    messageType: identity.messageType,
    configurationSet: setFor(granted, identity.region)?.arn,
    destination: context.destination,
    body: bodyOf(context, secondary, identity.number),
    maxPrice: context.manifest.verify.maxPrice,
    context: { tendlcRun: context.runId, tendlcAccount: secondary.key },
    dryRun: context.mode === 'dry-run',
  };
}

function setFor(granted: SecondaryDelegation, region: string): OriginationIdentity | undefined {
  return granted.originationIdentities.find(
    (one) => one.kind === 'configuration-set' && one.region === region,
  );
}

function pinpointSends(context: PlanContext, secondary: Secondary, granted: SecondaryDelegation): Probe[] {
  if (!granted.pinpoint) return [];
  const probe = 'send-pinpoint';
  if (context.mode === 'dry-run') {
    context.notCovered.push({ account: secondary.key, probe, why: 'Pinpoint has no dry run' });
    return [];
  }
  const { region } = granted.pinpoint;
  const numbers = granted.originationIdentities.filter(({ kind }) => kind === 'number');
  const reachable = numbers.filter((number) => number.region === region);
  for (const { number } of numbers.filter((one) => one.region !== region)) {
    const why = `${number} is not in ${region}, where the Pinpoint application is`;
    context.notCovered.push({ account: secondary.key, probe, why });
  }
  return reachable.map((identity) =>
    probeOf(context, secondary, probe, identity.number, {
      ...pinpointStep(context, context.destination),
      origination: identity.phoneNumber!,
      messageType: identity.messageType!,
      body: bodyOf(context, secondary, identity.number),
    }),
  );
}

function pinpointStep(context: PlanContext, destination: string): Extract<Step, { kind: 'pinpoint' }> {
  const { partition, region, accountId, pinpointApplicationId, numbers } = context.manifest.main;
  const number = numbers.find((one) => one.region === region) ?? numbers[0]!;
  return {
    kind: 'pinpoint',
    region,
    applicationId: pinpointApplicationId!,
    origination: number.phoneNumber,
    messageType: number.messageType,
    destination,
    body: `10DLC check ${context.runId}`,
    resource: `arn:${partition}:mobiletargeting:${region}:${accountId}:apps/${pinpointApplicationId}/messages`,
  };
}

/**
 * What a session that has just sent must be refused. By dry runs; Pinpoint has none: should it be allowed after all,
 * its message goes to AWS's simulator and to nobody's phone.
 */
function refusals(context: PlanContext, secondary: Secondary, granted: SecondaryDelegation): Probe[] {
  const { main, verify } = context.manifest;
  const region = granted.originationIdentities[0]?.region ?? main.region;
  const unlisted = main.numbers.find(({ name }) => !secondary.numbers.includes(name));
  const destination = simulatorSuccess;
  const probes = [
    probeOf(context, secondary, 'send-unlisted-number', unlisted?.name ?? 'made-up', {
      kind: 'send',
      region: unlisted?.region ?? region,
      origination:
        unlisted?.arn ??
        `arn:${main.partition}:sms-voice:${region}:${main.accountId}:phone-number/${madeUpPhoneNumberId}`,
      messageType: unlisted?.messageType ?? 'TRANSACTIONAL',
      destination,
      body: bodyOf(context, secondary, unlisted?.name ?? 'made-up'),
      maxPrice: verify.maxPrice,
      context: { tendlcRun: context.runId, tendlcAccount: secondary.key },
      // IAM judges it alike, and should it be allowed, again and again, it costs nothing.
      dryRun: true,
    }),
    probeOf(context, secondary, 'other-action', '', { kind: 'describe-spend-limits', region }),
  ];
  // Spend limits have no resource: an action widened on the very ARNs that are granted shows on one of them.
  const own = granted.originationIdentities.find(({ kind }) => kind === 'number');
  if (own) {
    const step: Step = { kind: 'describe-phone-number', region: own.region, arn: own.arn };
    probes.push(probeOf(context, secondary, 'other-action-on-number', own.number, step));
  }
  if (main.pinpointApplicationId && !granted.pinpoint) {
    const probe = 'send-pinpoint-not-granted';
    if (context.mode === 'dry-run') {
      context.notCovered.push({ account: secondary.key, probe, why: 'Pinpoint has no dry run' });
    } else probes.push(probeOf(context, secondary, probe, '', pinpointStep(context, destination)));
  }
  return probes.map((probe) => ({ ...probe, expected: 'denied' as const }));
}

/** Past the trust of a suspended secondary, where that is open: the role's own Deny must still hold. A dry run. */
export function suspendedSend(
  context: PlanContext,
  secondary: Secondary,
  granted: SecondaryDelegation,
): Probe[] {
  const identity = granted.originationIdentities.find(({ kind }) => kind === 'number');
  if (context.manifest.main.role.strategy === 'shared') {
    const why = 'a session of a shared role does not know its account: live ones run out within the hour';
    context.notCovered.push({ account: secondary.key, probe: 'send-suspended', why });
    return [];
  }
  if (!identity) return [];
  const step = { ...sendStep(context, secondary, granted, identity), dryRun: true };
  const probe = probeOf(context, secondary, 'send-suspended', identity.number, step);
  return [{ ...probe, expected: 'denied', pastOpenTrust: true }];
}

export function referenceSend(
  context: PlanContext,
  secondary: Secondary,
  granted: SecondaryDelegation,
): Send | undefined {
  const identity = granted.originationIdentities.find(({ kind }) => kind !== 'configuration-set');
  if (!identity || !secondary.apis.includes('sms-voice')) return undefined;
  return { ...sendStep(context, secondary, granted, identity), dryRun: true };
}

/** Undocumented or known to depend on the policy's form: recorded, never judged, and always a dry run. */
export function sendObservations(
  context: PlanContext,
  secondary: Secondary,
  granted: SecondaryDelegation,
): ObservationPlan[] {
  const identity = granted.originationIdentities.find(({ kind }) => kind === 'number');
  if (!identity || !secondary.apis.includes('sms-voice')) return [];
  const step = { ...sendStep(context, secondary, granted, identity), dryRun: true };
  return [
    {
      what: `dry run with ${identity.number} as E.164`,
      step: { ...step, origination: identity.phoneNumber },
    },
    { what: 'dry run without an origination identity', step: { ...step, origination: undefined } },
  ];
}

/** The body of the manifest; the run ID is in every message, whether the template asks for it or not. */
function bodyOf(context: PlanContext, secondary: Secondary, number: string): string {
  const { body } = context.manifest.verify;
  return (body.includes('{run}') ? body : `${body} {run}`)
    .replaceAll('{account}', secondary.key)
    .replaceAll('{accountId}', secondary.accountId)
    .replaceAll('{number}', number)
    .replaceAll('{run}', context.runId);
}

function probeOf(
  context: PlanContext,
  secondary: Secondary,
  probe: string,
  number: string,
  step: Step,
): Probe {
  const role = context.delegation.secondaries.find(({ key }) => key === secondary.key)!.senderRoleArn;
  return {
    id: number ? `${secondary.key}/${probe}/${number}` : `${secondary.key}/${probe}`,
    account: secondary.key,
    accountId: secondary.accountId,
    number,
    api: step.kind === 'pinpoint' ? 'pinpoint' : 'sms-voice',
    probe,
    as: role,
    proves: 'sendPolicy',
    expected: 'allowed',
    step,
    needs: [],
  };
}
