import type { SecondaryDelegation } from '../../delegation/types';
import type { Secondary } from '../../manifest/types';
import { SIMULATOR_SUCCESS } from '../../simulator-numbers';
import { pinpointCall } from './pinpoint';
import { combine, notPlanned, planned, type Selection } from './selection';
import { commonParts, sessionProbe } from './send-call';
import type { PlanContext } from './types';

/**
 * What a session that has just sent must not do. Sends are dry runs to AWS's simulator: IAM evaluates them alike, and
 * a wrong policy costs nothing. Pinpoint has no dry run, so there it costs one message to the simulator.
 */
export function sendDenialProbes(
  context: PlanContext,
  secondary: Secondary,
  granted: SecondaryDelegation,
): Selection {
  const region = granted.originationIdentities[0]?.region ?? context.manifest.main.region;
  return combine(
    unlistedNumber(context, secondary, granted),
    planned(sessionProbe(secondary, granted, 'other-action', '', { kind: 'describe-spend-limits', region })),
    otherActionOnNumber(secondary, granted),
    pinpointNotGranted(context, secondary, granted),
  );
}

function unlistedNumber(context: PlanContext, secondary: Secondary, granted: SecondaryDelegation): Selection {
  const unlisted = context.manifest.main.numbers.find(({ name }) => !secondary.numbers.includes(name));
  if (!unlisted) {
    const why = `${secondary.key} may use every number of the main account; a made-up one is tried and reported as an observation`;
    return notPlanned(secondary, 'send-unlisted-number', why);
  }
  const call = {
    kind: 'send',
    region: unlisted.region,
    origination: unlisted.arn,
    messageType: unlisted.messageType,
    destination: SIMULATOR_SUCCESS,
    ...commonParts(context, secondary, unlisted.name),
    dryRun: true,
  } as const;
  return planned(sessionProbe(secondary, granted, 'send-unlisted-number', unlisted.name, call));
}

/** DescribeSpendLimits has no resource: an action that is granted on the listed ARNs only shows on one of them. */
function otherActionOnNumber(secondary: Secondary, granted: SecondaryDelegation): Selection {
  const own = granted.originationIdentities.find(({ kind }) => kind === 'number');
  if (!own) return planned();
  const call = { kind: 'describe-phone-number', region: own.region, arn: own.arn } as const;
  return planned(sessionProbe(secondary, granted, 'other-action-on-number', own.number, call));
}

function pinpointNotGranted(
  context: PlanContext,
  secondary: Secondary,
  granted: SecondaryDelegation,
): Selection {
  if (!context.manifest.main.pinpointApplicationId || granted.pinpoint) return planned();
  const probe = 'send-pinpoint-not-granted';
  if (context.mode === 'dry-run') return notPlanned(secondary, probe, 'Pinpoint has no dry run');
  return planned(sessionProbe(secondary, granted, probe, '', pinpointCall(context, SIMULATOR_SUCCESS)));
}
