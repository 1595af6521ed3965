import type { Manifest } from '../../manifest/types';
import { pinpointResource } from '../expected';

/** What is asked of a session of the sender role. */
export interface IamRequest {
  /** The manifest's name of a number, `pool/NAME`, `configuration-set/NAME`, or words for what it does not name. */
  number: string;
  /** `sms-voice` (SendTextMessage), `pinpoint` (SendMessages), else the action itself. */
  api: string;
  action: string;
  resource: string;
}

/** Resources that nobody has: IDs of the right form. */
const NOBODY = '0'.repeat(32);
export const UNLISTED = 'unlisted';

export interface RequestSet {
  /** SendTextMessage with every number, pool and configuration set, and a number that the manifest does not name. */
  text: IamRequest[];
  /** The same for pictures and voice. */
  media: IamRequest[];
  voice: IamRequest[];
  /** Pinpoint knows no numbers: the same question for each that the application reaches. */
  pinpoint: IamRequest[];
  /** What no manifest asks for, or only `mms` does. */
  others: IamRequest[];
}

export function requestsOf(manifest: Manifest): RequestSet {
  const { main } = manifest;
  const prefix = `arn:${main.partition}:sms-voice:${main.region}:${main.accountId}`;
  const identities = [
    ...main.numbers.map(({ name, arn }) => ({ number: name, resource: arn })),
    ...main.pools.map(({ name, arn }) => ({ number: `pool/${name}`, resource: arn })),
    ...main.configurationSets.map(({ name, arn }) => ({
      number: `configuration-set/${name}`,
      resource: arn,
    })),
    { number: UNLISTED, resource: `${prefix}:phone-number/phone-${NOBODY}` },
  ];
  const ask = (api: string, action: string): IamRequest[] =>
    identities.map(({ number, resource }) => ({ number, api, action, resource }));
  return {
    text: ask('sms-voice', 'sms-voice:SendTextMessage'),
    media: ask('sms-voice:SendMediaMessage', 'sms-voice:SendMediaMessage'),
    voice: ask('sms-voice:SendVoiceMessage', 'sms-voice:SendVoiceMessage'),
    pinpoint: pinpointTargets(manifest),
    others: [
      ...identities
        .map(({ number, resource }) => other(number, 'sms-voice:ReleasePhoneNumber', resource))
        .slice(0, 1),
      other('', 'sms-voice:DescribeSpendLimits', '*'),
      ...mediaTargets(manifest),
    ],
  };
}

/** SendMessages with one application is allowed or not, whatever the number (Service Authorization Reference). */
function pinpointTargets(manifest: Manifest): IamRequest[] {
  const { main } = manifest;
  const action = 'mobiletargeting:SendMessages';
  const resource = pinpointResource(manifest);
  const reached = main.numbers.filter(({ region }) => region === main.region);
  const unlisted = `arn:${main.partition}:mobiletargeting:${main.region}:${main.accountId}:apps/${NOBODY}/messages`;
  return [
    ...(resource ? reached.map(({ name }) => ({ number: name, api: 'pinpoint', action, resource })) : []),
    { number: UNLISTED, api: 'pinpoint', action, resource: unlisted },
  ];
}

function mediaTargets({ main }: Manifest): IamRequest[] {
  const bucket = main.mediaBucket;
  const arn = (name: string): string => `arn:${main.partition}:s3:::${name}/picture.jpg`;
  return [
    ...(bucket ? [other('', 's3:GetObject', arn(bucket)), other('', 's3:PutObject', arn(bucket))] : []),
    other('', 's3:GetObject', arn(`not-${bucket ?? 'a-bucket'}`)),
  ];
}

function other(number: string, action: string, resource: string): IamRequest {
  return { number, api: action, action, resource };
}
