import { type Home, parseArn, smsVoiceArn } from '../world/aws-arns';
import type { SmsSettings } from './settings';
import type { SmsNumber, SmsPool, SmsRegion } from './sms-model';

/** The resource behind an origination identity, in the account and Region of the call. */
export type Origination =
  | { kind: 'number'; number: SmsNumber }
  | { kind: 'pool'; pool: SmsPool }
  | { kind: 'none' };

const SENDER_KINDS = /^(phone-number|pool|sender-id|rcs-agent)\//;

/**
 * The resource that a policy must allow. An ARN is used as it is, and a pool's ID as its ARN. An E.164 number does not
 * match a policy on the number's ARN (Cognito developer guide, user-pool-sms-settings). Whether a phone number's ID
 * does is not documented.
 */
export function identityResource(identity: string | undefined, home: Home, settings: SmsSettings): string {
  if (identity === undefined) return '*';
  if (identity.startsWith('arn:')) return identity;
  if (/^pool-[0-9a-f]{32}$/.test(identity)) return smsVoiceArn(home, `pool/${identity}`);
  if (/^phone-[0-9a-f]{32}$/.test(identity) && settings.phoneNumberIdMatchesArn) {
    return smsVoiceArn(home, `phone-number/${identity}`);
  }
  return '*';
}

export type Resolution = Origination | { problem: 'arn' } | { problem: 'missing'; type: string; id: string };

/** Finds a number by E.164, ID or ARN, or a pool by ID or ARN. Without an identity AWS chooses. */
export function resolveIdentity(sms: SmsRegion, identity: string | undefined): Resolution {
  if (identity === undefined) return { kind: 'none' };
  if (identity.startsWith('arn:')) {
    const arn = parseArn(identity);
    if (arn?.service !== 'sms-voice' || !SENDER_KINDS.test(arn.resource)) return { problem: 'arn' };
    const slash = arn.resource.indexOf('/');
    const [type, id] = [arn.resource.slice(0, slash), arn.resource.slice(slash + 1)];
    const here = arn.region === sms.region && arn.accountId === sms.accountId;
    return (here ? byId(sms, id) : undefined) ?? { problem: 'missing', type, id };
  }
  const type = identity.startsWith('pool-')
    ? 'pool'
    : /^\+?\d|^phone-/.test(identity)
      ? 'phone-number'
      : 'sender-id';
  return byId(sms, identity) ?? byPhoneNumber(sms, identity) ?? { problem: 'missing', type, id: identity };
}

function byId(sms: SmsRegion, id: string): Origination | undefined {
  const number = sms.numbers.get(id);
  if (number && number.status !== 'DELETED') return { kind: 'number', number };
  const pool = sms.pools.get(id);
  return pool && { kind: 'pool', pool };
}

function byPhoneNumber(sms: SmsRegion, text: string): Origination | undefined {
  const phoneNumber = text.startsWith('+') ? text : `+${text}`;
  for (const number of sms.numbers.values()) {
    if (number.phoneNumber === phoneNumber && number.status !== 'DELETED') return { kind: 'number', number };
  }
  return undefined;
}

/** The number that a message leaves from: the identity itself, a pool's first active one, or any that fits. */
export function chooseNumber(
  sms: SmsRegion,
  origination: Origination,
  messageType: string,
): SmsNumber | undefined {
  if (origination.kind === 'number') return origination.number;
  const fits = (number: SmsNumber) => number.status === 'ACTIVE' && number.messageType === messageType;
  for (const number of sms.numbers.values()) {
    if (!fits(number)) continue;
    if (origination.kind === 'none' || number.poolId === origination.pool.id) return number;
  }
  return undefined;
}
