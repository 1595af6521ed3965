import { smsVoiceArn } from '../../arns';
import type { SecondaryDelegation } from '../../delegation/types';
import type { Secondary } from '../../manifest/types';
import { SIMULATOR_SUCCESS } from '../../simulator-numbers';
import { commonParts, sendCall } from './send-call';
import type { ObservationPlan, PlanContext } from './types';

/** Right in form, and not the ID of a number. */
const MADE_UP_NUMBER_ID = `phone-${'0'.repeat(32)}`;

/**
 * A send with a made-up number, if the account may use every number that there is. AWS does not document whether it
 * evaluates IAM before it looks for the number, so that the answer proves nothing.
 */
export function madeUpNumber(
  context: PlanContext,
  secondary: Secondary,
  granted: SecondaryDelegation,
): ObservationPlan[] {
  const { main } = context.manifest;
  if (main.numbers.some(({ name }) => !secondary.numbers.includes(name))) return [];
  const region = granted.originationIdentities[0]?.region ?? main.region;
  return [
    {
      what: 'dry run with a made-up number',
      call: {
        kind: 'send',
        region,
        origination: smsVoiceArn(main, region, `phone-number/${MADE_UP_NUMBER_ID}`),
        messageType: 'TRANSACTIONAL',
        destination: SIMULATOR_SUCCESS,
        ...commonParts(context, secondary, 'made-up'),
        dryRun: true,
      },
    },
  ];
}

/**
 * Dry runs whose answer AWS does not document, or which depends on the form of the policy. Only one account makes
 * them: AWS answers all accounts alike, and each call uses quota.
 */
export function sendForms(
  context: PlanContext,
  secondary: Secondary,
  granted: SecondaryDelegation,
): ObservationPlan[] {
  const identity = granted.originationIdentities.find(({ kind }) => kind === 'number');
  if (!identity || !secondary.apis.includes('sms-voice')) return [];
  const call = { ...sendCall(context, secondary, granted, identity), dryRun: true };
  return [
    {
      what: `dry run with ${identity.number} as E.164`,
      call: { ...call, origination: identity.phoneNumber },
    },
    { what: 'dry run without an origination identity', call: { ...call, origination: undefined } },
  ];
}
