import type { SecondaryDelegation } from '../../delegation/types';
import type { Secondary } from '../../manifest/types';
import type { CallOf } from '../aws/types';
import { probeId } from '../probes/id';
import { pinpointSends } from './pinpoint';
import { combine, notPlanned, planned, type Selection } from './selection';
import { firstSetOf, sendCall, sessionProbe } from './send-call';
import { sendDenialProbes } from './send-denial-probes';
import type { PlanContext } from './types';

/** What the session must be able to send, by every API that is granted, and what it must not do. */
export function sendProbes(
  context: PlanContext,
  secondary: Secondary,
  granted: SecondaryDelegation,
): Selection {
  const sends = combine(smsSends(context, secondary, granted), pinpointSends(context, secondary, granted));
  const denials = sendDenialProbes(context, secondary, granted);
  const assumed = [probeId({ account: secondary.key, probe: 'assume' })];
  const sent = sends.probes.map(({ id }) => id);
  return combine(
    { ...sends, probes: sends.probes.map((probe) => ({ ...probe, requiresAnyOf: assumed })) },
    { ...denials, probes: denials.probes.map((probe) => ({ ...probe, requiresAnyOf: sent })) },
  );
}

function smsSends(context: PlanContext, secondary: Secondary, granted: SecondaryDelegation): Selection {
  if (!secondary.apis.includes('sms-voice')) return planned();
  const identities = granted.originationIdentities.filter(({ kind }) => kind !== 'configuration-set');
  const sets = granted.originationIdentities.filter(({ kind }) => kind === 'configuration-set');
  return combine(
    planned(
      ...identities.map((identity) => {
        const call = sendCall(context, secondary, granted, identity);
        return sessionProbe(secondary, granted, 'send', identity.number, call);
      }),
    ),
    // The first configuration set of a Region goes with every send; each further one gets a send of its own.
    ...sets.map((set) => {
      const identity = identities.find(({ region }) => region === set.region);
      if (!identity) {
        const why = `${set.number} is in ${set.region}, where ${secondary.key} has no number or pool to send with`;
        return notPlanned(secondary, 'send', why);
      }
      if (firstSetOf(granted, set.region) === set) return planned();
      const call = { ...sendCall(context, secondary, granted, identity), configurationSet: set.arn };
      return planned(sessionProbe(secondary, granted, 'send', set.number, call));
    }),
  );
}

/** A dry run of a send that is allowed; undefined if there is none by the SMS API. */
export function referenceSend(
  context: PlanContext,
  secondary: Secondary,
  granted: SecondaryDelegation,
): CallOf<'send'> | undefined {
  const identity = granted.originationIdentities.find(({ kind }) => kind !== 'configuration-set');
  if (!identity || !secondary.apis.includes('sms-voice')) return undefined;
  return { ...sendCall(context, secondary, granted, identity), dryRun: true };
}

/**
 * If the trust policy of a suspended secondary wrongly allows the session, the role's own Deny must still deny the
 * send. A dry run.
 */
export function suspendedSend(
  context: PlanContext,
  secondary: Secondary,
  granted: SecondaryDelegation,
): Selection {
  if (context.manifest.main.role.strategy === 'shared') {
    const why =
      'a session of a shared role does not know its account: live sessions last until they expire, at most the session duration';
    return notPlanned(secondary, 'send-suspended', why);
  }
  const identity = granted.originationIdentities.find(({ kind }) => kind === 'number');
  if (!identity) return planned();
  const call = { ...sendCall(context, secondary, granted, identity), dryRun: true };
  const probe = sessionProbe(secondary, granted, 'send-suspended', identity.number, call);
  return planned({ ...probe, requiresTrustBypass: true });
}
