import type { Constraint } from '../validate';

const IDENTITY: Constraint = { min: 1, max: 256, pattern: /^[A-Za-z0-9_:/+-]+$/ };
const NAME_OR_ARN: Constraint = { min: 1, max: 256, pattern: /^[A-Za-z0-9_:/-]+$/ };

/** SMS Voice v2 API reference, SendTextMessage. */
export const sendTextMessageConstraints: Record<string, Constraint> = {
  DestinationPhoneNumber: { min: 1, max: 20, pattern: /^\+?[1-9][0-9]{1,18}$/ },
  OriginationIdentity: IDENTITY,
  MessageBody: { min: 1, max: 1600, pattern: /^(?!\s*$)[\s\S]+$/ },
  MessageType: { values: ['TRANSACTIONAL', 'PROMOTIONAL'] },
  Keyword: { min: 1, max: 30, pattern: /^[ \S]+$/ },
  ConfigurationSetName: NAME_OR_ARN,
  MaxPrice: { min: 2, max: 8, pattern: /^[0-9]{0,2}\.[0-9]{1,5}$/ },
  TimeToLive: { min: 5, max: 259_200 },
  Context: {
    max: 5,
    keys: { min: 1, max: 100, pattern: /^\S+$/ },
    each: { min: 1, max: 800, pattern: /^(?!\s)[\s\S]+(?<!\s)$/ },
  },
  DestinationCountryParameters: {
    max: 10,
    keys: { values: ['IN_TEMPLATE_ID', 'IN_ENTITY_ID'] },
    each: { min: 1, max: 64, pattern: /^\S+$/ },
  },
  ProtectConfigurationId: NAME_OR_ARN,
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
