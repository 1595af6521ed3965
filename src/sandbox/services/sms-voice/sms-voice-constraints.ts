import { VoiceId } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { Constraint } from '../validate';

const IDENTITY: Constraint = { min: 1, max: 256, pattern: /^[A-Za-z0-9_:/+-]+$/ };
const NAME_OR_ARN: Constraint = { min: 1, max: 256, pattern: /^[A-Za-z0-9_:/-]+$/ };

const BODY: Constraint = { min: 1, max: 1600, pattern: /^(?!\s*$)[\s\S]+$/ };
const PRICE: Constraint = { min: 2, max: 8, pattern: /^[0-9]{0,2}\.[0-9]{1,5}$/ };

/** Of every send operation (SMS Voice v2 API reference). */
const sendConstraints: Record<string, Constraint> = {
  DestinationPhoneNumber: { min: 1, max: 20, pattern: /^\+?[1-9][0-9]{1,18}$/ },
  OriginationIdentity: IDENTITY,
  ConfigurationSetName: NAME_OR_ARN,
  TimeToLive: { min: 5, max: 259_200 },
  Context: {
    max: 5,
    keys: { min: 1, max: 100, pattern: /^\S+$/ },
    each: { min: 1, max: 800, pattern: /^(?!\s)[\s\S]+(?<!\s)$/ },
  },
  ProtectConfigurationId: NAME_OR_ARN,
};

export const sendTextConstraints: Record<string, Constraint> = {
  ...sendConstraints,
  MessageBody: BODY,
  MessageType: { values: ['TRANSACTIONAL', 'PROMOTIONAL'] },
  Keyword: { min: 1, max: 30, pattern: /^[ \S]+$/ },
  MaxPrice: PRICE,
  DestinationCountryParameters: {
    max: 10,
    keys: { values: ['IN_TEMPLATE_ID', 'IN_ENTITY_ID'] },
    each: { min: 1, max: 64, pattern: /^\S+$/ },
  },
};

export const sendMediaConstraints: Record<string, Constraint> = {
  ...sendConstraints,
  MessageBody: BODY,
  MediaUrls: {
    min: 1,
    max: 1,
    each: { min: 1, max: 2048, pattern: /^s3:\/\/([a-z0-9.-]{3,63})\/(.+)$/ },
  },
  MaxPrice: PRICE,
};

export const sendVoiceConstraints: Record<string, Constraint> = {
  ...sendConstraints,
  MessageBody: { ...BODY, max: 6000 },
  MessageBodyTextType: { values: ['TEXT', 'SSML'] },
  VoiceId: { values: Object.values(VoiceId) },
  MaxPricePerMinute: PRICE,
};

/** What the Describe operations share. */
export const describeConstraints: Record<string, Constraint> = {
  PhoneNumberIds: { max: 5, each: IDENTITY },
  PoolIds: { max: 5, each: NAME_OR_ARN },
  ConfigurationSetNames: { max: 5, each: NAME_OR_ARN },
  Filters: { max: 20 },
  MaxResults: { min: 1, max: 100 },
  NextToken: { min: 1, max: 1024, pattern: /^.+$/ },
  Owner: { values: ['SELF', 'SHARED'] },
};
