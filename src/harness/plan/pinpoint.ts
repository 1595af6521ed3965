import { pinpointMessagesArn } from '../../arns';
import type { SecondaryDelegation } from '../../delegation/types';
import type { Secondary } from '../../manifest/types';
import type { CallOf } from '../aws/types';
import { combine, notPlanned, planned, type Selection } from './selection';
import { bodyOf, sessionProbe } from './send-call';
import type { PlanContext } from './types';

/** A message by the Pinpoint API with each number of the application's Region. */
export function pinpointSends(
  context: PlanContext,
  secondary: Secondary,
  granted: SecondaryDelegation,
): Selection {
  if (!granted.pinpoint) return planned();
  if (context.mode === 'dry-run') return notPlanned(secondary, 'send-pinpoint', 'Pinpoint has no dry run');
  const { region } = granted.pinpoint;
  const numbers = granted.originationIdentities.filter(({ kind }) => kind === 'number');
  return combine(
    ...numbers
      .filter((number) => number.region !== region)
      .map(({ number }) => {
        const why = `${number} is not in ${region}, where the Pinpoint application is`;
        return notPlanned(secondary, 'send-pinpoint', why);
      }),
    planned(
      ...numbers
        .filter((number) => number.region === region)
        .map((identity) =>
          sessionProbe(secondary, granted, 'send-pinpoint', identity.number, {
            ...pinpointCall(context, context.destination),
            origination: identity.phoneNumber!,
            messageType: identity.messageType!,
            body: bodyOf(context, secondary, identity.number),
          }),
        ),
    ),
  );
}

export function pinpointCall({ manifest, runId }: PlanContext, destination: string): CallOf<'pinpoint'> {
  const { main } = manifest;
  const applicationId = main.pinpointApplicationId!;
  const number = main.numbers.find(({ region }) => region === main.region) ?? main.numbers[0]!;
  return {
    kind: 'pinpoint',
    region: main.region,
    applicationId,
    origination: number.phoneNumber,
    messageType: number.messageType,
    destination,
    body: `10DLC check ${runId}`,
    resource: pinpointMessagesArn(main, main.region, applicationId),
  };
}
