import { THROTTLING_CODES } from '../aws/errors';
import { BY_EITHER_SIDE, DENIED } from './facts';
import type { Cause } from './types';

type Text = Omit<Cause, 'when'>;

export const SUSPENDED_BY_HAND: Text = {
  cause:
    'an explicit Deny on {roleName} denies the call: {account} is suspended in AWS, or somebody added a policy by hand',
  fix: 'if the emergency command suspended {account}, set `status: suspended` for it in the manifest: the next apply would otherwise delete the Deny and let {account} send again. If the Deny is a mistake, delete that policy (aws iam delete-role-policy --role-name {roleName} --policy-name NAME)',
  confirm: 'aws iam list-role-policies --role-name {roleName} in {main}',
  evidence: 'documented',
};
export const OPTED_OUT_PHONE: Text = {
  cause: 'the destination has opted out of messages from {number} (STOP)',
  fix: 'use another destination, or ask its owner to reply START',
  confirm: 'aws pinpoint-sms-voice-v2 describe-opted-out-numbers in {main}',
  evidence: 'documented',
};
export const OPTED_OUT_SIMULATOR: Text = {
  cause: "AWS's simulator number {destination} is in the opt-out list of {number}",
  fix: 'take it out of that list: aws pinpoint-sms-voice-v2 delete-opted-out-number --opt-out-list-name NAME --opted-out-number {destination} in {main}',
  confirm: 'aws pinpoint-sms-voice-v2 describe-opted-out-numbers --opt-out-list-name NAME in {main}',
  evidence: 'documented',
};
export const SENDING_THROTTLED: Text = {
  cause:
    'AWS throttled the call: the sending quota of the main account {main} is used up, which may also affect production',
  fix: 'wait, lower verify.sendRate, or request a higher quota; then --resume',
  confirm: 'Service Quotas, AWS End User Messaging SMS, in {main}',
  evidence: 'documented',
};

const NOT_LISTED = { ...DENIED, explicit: [false], policyType: BY_EITHER_SIDE };
const DOES_NOT_LIST = 'the send policy of {roleName} does not list {named}';
const SHOW_SEND = 'aws iam get-role-policy --role-name {roleName} --policy-name Send in {main}';

/** SendTextMessage: denials by the send policy, and by End User Messaging, whose own carry a Reason. */
export const sendCauses: readonly Cause[] = [
  {
    when: { code: DENIED.code, reason: ['ACCOUNT_DISABLED'] },
    cause: 'AWS has disabled sending for the main account; no policy can change that',
    fix: 'open a case with AWS Support for account {main}',
    confirm: 'the console of AWS End User Messaging SMS in {main}, {region}',
    evidence: 'documented',
  },
  {
    when: { code: DENIED.code, reason: ['INSUFFICIENT_ACCOUNT_REPUTATION'] },
    cause:
      "AWS blocks sending because of the main account's reputation (complaints, opt-outs); no policy can change that",
    fix: 'open a case with AWS Support for account {main}; look at what was sent recently',
    confirm: 'the console of AWS End User Messaging SMS in {main}, {region}',
    evidence: 'documented',
  },
  { when: { ...DENIED, explicit: [true], policyType: BY_EITHER_SIDE }, ...SUSPENDED_BY_HAND },
  {
    when: { ...NOT_LISTED, resourceType: ['e164'] },
    cause:
      'the number was passed as E.164 or without its ARN ({named}): a policy that lists ARNs does not match it',
    fix: "pass the number's ARN as the origination identity",
    confirm: "AWS's message names the resource that it evaluated",
    evidence: 'documented',
  },
  {
    when: { ...NOT_LISTED, resourceType: ['phone-number'] },
    cause: DOES_NOT_LIST,
    fix: 'check numbers of {account} in the manifest and apply main; a replaced number has a new ID and a new ARN',
    confirm: SHOW_SEND,
    evidence: 'observed',
  },
  {
    when: { ...NOT_LISTED, resourceType: ['pool'] },
    cause: DOES_NOT_LIST,
    fix: 'check pools of {account} in the manifest and apply main; a replaced pool has a new ID and a new ARN',
    confirm: SHOW_SEND,
    evidence: 'observed',
  },
  {
    when: { ...NOT_LISTED, resourceType: ['configuration-set'] },
    cause: DOES_NOT_LIST,
    fix: 'check configurationSets of {account} in the manifest and apply main',
    confirm: SHOW_SEND,
    evidence: 'observed',
  },
  {
    when: { ...NOT_LISTED, resourceType: ['protect-configuration', 'opt-out-list', 'sender-id'] },
    cause: `${DOES_NOT_LIST}: AWS evaluated it besides the number, and the manifest has no key for it`,
    fix: 'find out in {main} why the send involves {named} (a default of the account, of the pool or of the configuration set), and take it out there',
    confirm: SHOW_SEND,
    evidence: 'observed',
  },
  {
    when: DENIED,
    cause: DOES_NOT_LIST,
    fix: 'check numbers, pools and configurationSets of {account} in the manifest and apply main',
    confirm: SHOW_SEND,
    evidence: 'observed',
  },
  {
    when: { code: ['ConflictException'], reason: ['DESTINATION_PHONE_NUMBER_NOT_VERIFIED'] },
    cause:
      'the main account is in the SMS sandbox in {region}: it sends to verified destination numbers only',
    fix: 'request production access in {main}, or verify the destination there',
    confirm: 'aws pinpoint-sms-voice-v2 describe-account-attributes in {main}',
    evidence: 'documented',
  },
  {
    when: {
      code: ['ConflictException'],
      reason: ['DESTINATION_PHONE_NUMBER_OPTED_OUT'],
      destination: ['phone'],
    },
    ...OPTED_OUT_PHONE,
  },
  {
    when: {
      code: ['ConflictException'],
      reason: ['DESTINATION_PHONE_NUMBER_OPTED_OUT'],
      destination: ['simulator'],
    },
    ...OPTED_OUT_SIMULATOR,
  },
  {
    when: { code: ['ConflictException'], reason: ['MESSAGE_TYPE_MISMATCH'] },
    cause: 'the message type of {number} in AWS is not that of the manifest',
    fix: 'correct messageType of {number} in the manifest',
    confirm: '`tendlc check --aws`',
    evidence: 'documented',
  },
  {
    when: { code: ['ConflictException'], reason: ['RESOURCE_NOT_ACTIVE'] },
    cause:
      '{named} is not ACTIVE: its registration is pending (a 10DLC campaign takes up to four weeks), or it was disassociated',
    fix: 'wait for the registration in {main}, or complete it',
    confirm: '`tendlc check --aws`; describe-phone-numbers shows Status',
    evidence: 'guess',
  },
  {
    when: {
      code: ['ConflictException'],
      reason: ['NO_ORIGINATION_IDENTITIES_FOUND'],
      origination: ['pool'],
    },
    cause: '{number} has no number that reaches the country of {destination} with this message type',
    fix: 'use a destination that the members of the pool reach, or add an active number to the pool',
    confirm: 'aws pinpoint-sms-voice-v2 list-pool-origination-identities --region {region} in {main}',
    evidence: 'observed',
  },
  {
    when: {
      code: ['ConflictException'],
      reason: ['NO_ORIGINATION_IDENTITIES_FOUND'],
      origination: ['number', 'configuration-set'],
    },
    cause:
      'AWS finds no number in {region} that reaches the country of {destination} with this message type, or {number} is not in {region}',
    fix: 'check the destination, then messageType and region of {number} in the manifest',
    confirm: 'aws pinpoint-sms-voice-v2 describe-phone-numbers --region {region} in {main}',
    evidence: 'observed',
  },
  {
    when: { code: ['ConflictException'], reason: ['NUMBER_CAPABILITIES_MISMATCH'] },
    cause: '{number} has no SMS capability',
    fix: 'list a number that can send SMS',
    confirm: 'describe-phone-numbers shows NumberCapabilities',
    evidence: 'documented',
  },
  {
    when: {
      code: ['ConflictException'],
      reason: ['DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION'],
      resourceType: ['protect-configuration'],
    },
    cause: '{named} of the main account blocks the destination country',
    fix: 'allow the country in {named}, or use another destination',
    confirm: 'aws pinpoint-sms-voice-v2 get-protect-configuration-country-rule-set in {main}',
    evidence: 'documented',
  },
  {
    when: {
      code: ['ConflictException'],
      reason: ['DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION'],
    },
    cause: 'a protect configuration of the main account blocks the destination country',
    fix: 'allow the country in the protect configuration, or use another destination',
    confirm: 'aws pinpoint-sms-voice-v2 get-protect-configuration-country-rule-set in {main}',
    evidence: 'documented',
  },
  {
    when: {
      code: ['ConflictException'],
      reason: ['DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE'],
    },
    cause: 'a protect configuration of the main account blocks this destination number',
    fix: 'remove the override, or use another destination',
    confirm: 'aws pinpoint-sms-voice-v2 list-protect-configuration-rule-set-number-overrides in {main}',
    evidence: 'documented',
  },
  {
    when: { code: ['ServiceQuotaExceededException'], reason: ['MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT'] },
    cause:
      "the main account's monthly spend limit for text messages is reached: production cannot send either",
    fix: 'raise the limit in {main} (service quota, then SetTextMessageSpendLimitOverride)',
    confirm: 'aws pinpoint-sms-voice-v2 describe-spend-limits in {main}',
    evidence: 'documented',
  },
  {
    when: { code: ['ServiceQuotaExceededException'], reason: ['DAILY_DESTINATION_CALL_LIMIT'] },
    cause: 'the destination has received its daily number of messages',
    fix: 'continue tomorrow, or with another destination',
    confirm: "AWS's message",
    evidence: 'documented',
  },
  {
    when: { code: ['ValidationException'], reason: ['PRICE_OVER_THRESHOLD'] },
    cause: 'the message would cost more than verify.maxPrice',
    fix: 'shorten verify.body to one part, or raise verify.maxPrice',
    confirm: "AWS's message names the price",
    evidence: 'documented',
  },
  {
    when: { code: ['ValidationException'], reason: ['INVALID_IDENTITY_FOR_DESTINATION_COUNTRY'] },
    cause:
      'a 10DLC number reaches the United States only (with Puerto Rico, the US Virgin Islands, Guam, American Samoa)',
    fix: 'use a destination there',
    confirm: 'the country of the destination',
    evidence: 'documented',
  },
  {
    when: { code: ['ResourceNotFoundException'] },
    cause: 'AWS does not find {named} in {region}',
    fix: 'correct its ID or Region in the manifest',
    confirm: '`tendlc check --aws`',
    evidence: 'documented',
  },
  { when: { code: [...THROTTLING_CODES] }, ...SENDING_THROTTLED },
];
