import { THROTTLING_CODES } from '../aws/errors';
import { BY_EITHER_SIDE, DENIED } from './facts';
import { OPTED_OUT_PHONE, OPTED_OUT_SIMULATOR, SENDING_THROTTLED, SUSPENDED_BY_HAND } from './send';
import type { Cause } from './types';

/** SendMessages of the Pinpoint API. */
export const pinpointCauses: readonly Cause[] = [
  { when: { ...DENIED, explicit: [true], policyType: BY_EITHER_SIDE }, ...SUSPENDED_BY_HAND },
  {
    when: DENIED,
    cause: 'the send policy of {roleName} does not allow mobiletargeting:SendMessages on {named}',
    fix: 'check apis of {account} and main.pinpointApplicationId, and apply main; the ARN ends in /messages',
    confirm: 'aws iam get-role-policy --role-name {roleName} --policy-name Send in {main}',
    evidence: 'observed',
  },
  {
    when: { code: ['NotFoundException'] },
    cause: 'Pinpoint finds no such application in {region}',
    fix: 'correct main.pinpointApplicationId, or create the application in {region}',
    confirm: 'aws pinpoint get-sms-channel --application-id … in {main}',
    evidence: 'documented',
  },
  {
    when: { code: ['PERMANENT_FAILURE', 'BadRequestException'] },
    cause:
      'Pinpoint could not use the number: a number requested since September 2024 needs a resource policy that allows pinpoint.amazonaws.com',
    fix: 'put-resource-policy on the number in {main} for pinpoint.amazonaws.com with aws:SourceAccount {main}, or move {account} to the v2 API',
    confirm: 'aws pinpoint-sms-voice-v2 get-resource-policy on the number',
    evidence: 'guess',
  },
  { when: { code: ['OPT_OUT'], destination: ['phone'] }, ...OPTED_OUT_PHONE },
  { when: { code: ['OPT_OUT'], destination: ['simulator'] }, ...OPTED_OUT_SIMULATOR },
  { when: { code: [...THROTTLING_CODES] }, ...SENDING_THROTTLED },
];
