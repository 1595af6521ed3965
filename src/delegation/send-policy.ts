import { pinpointMessagesArn, s3ObjectArn } from '../arns';
import type { Channel, MainAccount, Secondary } from '../manifest/types';
import { INLINE_POLICY } from '../names';
import { originationIdentities, pinpointApplication } from './origination-identities';
import { policyDocument, type Statement } from './policy-document';
import type { InlinePolicy } from './types';

/** Sid and action of each channel of the SMS and voice v2 API (Service Authorization Reference, sms-voice). */
const channelStatements = {
  sms: { sid: 'SendSms', action: 'sms-voice:SendTextMessage' },
  mms: { sid: 'SendMms', action: 'sms-voice:SendMediaMessage' },
  voice: { sid: 'SendVoice', action: 'sms-voice:SendVoiceMessage' },
} satisfies Record<Channel, { sid: string; action: string }>;

/** Inline policy `Send`: exactly the numbers, pools and configuration sets of these secondaries. */
export function sendPolicy(main: MainAccount, secondaries: readonly Secondary[]): InlinePolicy {
  const statements = [...channels(main, secondaries), ...pinpoint(main, secondaries)];
  return { name: INLINE_POLICY.send, document: policyDocument(statements) };
}

/** Inline policy `Suspended`: denies live sessions too, which the trust policy cannot. */
export function suspendedPolicy(): InlinePolicy {
  const document = policyDocument([{ sid: 'Suspended', effect: 'Deny', actions: ['*'], resources: ['*'] }]);
  return { name: INLINE_POLICY.suspended, document };
}

function channels(main: MainAccount, secondaries: readonly Secondary[]): Statement[] {
  const senders = secondaries.filter((secondary) => secondary.apis.includes('sms-voice'));
  const wanted = new Set(senders.flatMap((secondary) => secondary.channels));
  const resources = senders.flatMap((secondary) =>
    originationIdentities(main, secondary).map(({ arn }) => arn),
  );
  return (['sms', 'mms', 'voice'] as const)
    .filter((channel) => wanted.has(channel))
    .flatMap((channel) => {
      const { sid, action } = channelStatements[channel];
      const send: Statement = { sid, effect: 'Allow', actions: [action], resources };
      return channel === 'mms' ? [send, ...readMedia(main)] : [send];
    });
}

function readMedia(main: MainAccount): Statement[] {
  if (!main.mediaBucket) return [];
  const resources = [s3ObjectArn(main.partition, main.mediaBucket, '*')];
  return [{ sid: 'ReadMedia', effect: 'Allow', actions: ['s3:GetObject'], resources }];
}

/** Pinpoint has no resource for a number: this allows every channel and number of the application. */
function pinpoint(main: MainAccount, secondaries: readonly Secondary[]): Statement[] {
  const application = secondaries.map((secondary) => pinpointApplication(main, secondary)).find(Boolean);
  if (!application) return [];
  const { region, applicationId } = application;
  const arn = pinpointMessagesArn(main, region, applicationId);
  return [
    { sid: 'SendPinpoint', effect: 'Allow', actions: ['mobiletargeting:SendMessages'], resources: [arn] },
  ];
}
