import { pinpointMessagesArn, s3ObjectArn, smsVoiceArn } from '../../arns';
import type { Channel, Manifest } from '../../manifest/types';
import { pinpointResource } from '../expected';
import type { OriginationRef } from '../model';

/** A call that a session of a sender role might make. */
export interface RoleRequest {
  number: OriginationRef;
  /** `sms-voice` (SendTextMessage), `pinpoint` (SendMessages), otherwise the action itself. */
  api: string;
  action: string;
  resource: string;
}

export interface RequestSet {
  /** By channel: the sending action with every number, pool and configuration set, and with an unlisted number. */
  channels: Record<Channel, RoleRequest[]>;
  /** Pinpoint has no resource for a number: the same request for each number that the application reaches. */
  pinpoint: RoleRequest[];
  /** Calls that no manifest grants, or only one with `channels: [mms]`. */
  others: RoleRequest[];
}

export const SENDING_ACTION = {
  sms: 'sms-voice:SendTextMessage',
  mms: 'sms-voice:SendMediaMessage',
  voice: 'sms-voice:SendVoiceMessage',
} as const satisfies Record<Channel, string>;

export const PINPOINT_ACTION = 'mobiletargeting:SendMessages';

const NO_NUMBER: OriginationRef = { kind: 'none' };

/** An ID of the right form that no resource has. */
const UNUSED_ID = '0'.repeat(32);

export function requestsOf(manifest: Manifest): RequestSet {
  const { main } = manifest;
  const named = (kind: 'number' | 'pool' | 'configuration-set') => (one: { name: string; arn: string }) => ({
    number: { kind, name: one.name } satisfies OriginationRef,
    resource: one.arn,
  });
  const identities: { number: OriginationRef; resource: string }[] = [
    ...main.numbers.map(named('number')),
    ...main.pools.map(named('pool')),
    ...main.configurationSets.map(named('configuration-set')),
    {
      number: { kind: 'unlisted' },
      resource: smsVoiceArn(main, main.region, `phone-number/phone-${UNUSED_ID}`),
    },
  ];
  const each = (api: string, action: string): RoleRequest[] =>
    identities.map((identity) => ({ ...identity, api, action }));
  return {
    channels: {
      sms: each('sms-voice', SENDING_ACTION.sms),
      mms: each(SENDING_ACTION.mms, SENDING_ACTION.mms),
      voice: each(SENDING_ACTION.voice, SENDING_ACTION.voice),
    },
    pinpoint: pinpointRequests(manifest),
    others: [
      ...each('sms-voice:ReleasePhoneNumber', 'sms-voice:ReleasePhoneNumber').slice(0, 1),
      requestOf('sms-voice:DescribeSpendLimits', '*'),
      ...mediaRequests(manifest),
    ],
  };
}

/** Every request of the set. */
export function allRequests({ channels, pinpoint, others }: RequestSet): RoleRequest[] {
  return [...channels.sms, ...pinpoint, ...channels.mms, ...channels.voice, ...others];
}

/** A request that is not about an origination identity. */
export function requestOf(action: string, resource: string): RoleRequest {
  return { number: NO_NUMBER, api: action, action, resource };
}

/** SendMessages with one application is allowed or not, whatever the number (Service Authorization Reference). */
function pinpointRequests(manifest: Manifest): RoleRequest[] {
  const { main } = manifest;
  const resource = pinpointResource(manifest);
  const reached = main.numbers.filter(({ region }) => region === main.region);
  const request = (number: OriginationRef, arn: string): RoleRequest => ({
    number,
    api: 'pinpoint',
    action: PINPOINT_ACTION,
    resource: arn,
  });
  return [
    ...(resource ? reached.map(({ name }) => request({ kind: 'number', name }, resource)) : []),
    request({ kind: 'unlisted' }, pinpointMessagesArn(main, main.region, UNUSED_ID)),
  ];
}

function mediaRequests({ main }: Manifest): RoleRequest[] {
  const bucket = main.mediaBucket;
  const picture = (name: string): string => s3ObjectArn(main.partition, name, 'picture.jpg');
  return [
    ...(bucket
      ? [requestOf('s3:GetObject', picture(bucket)), requestOf('s3:PutObject', picture(bucket))]
      : []),
    requestOf('s3:GetObject', picture(`not-${bucket ?? 'a-bucket'}`)),
  ];
}
