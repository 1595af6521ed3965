import { isUnitedStates } from '../../sms/area-codes';
import type { Channel } from '../../sms/channel';
import { isSimulator } from '../../sms/destinations';
import { chooseNumber, type Origination } from '../../sms/origination-identity';
import type { Parts } from '../../sms/parts';
import type { SmsConfigurationSet, SmsNumber, SmsRegion } from '../../sms/sms-model';
import { overSpendLimit } from '../../sms/spend';
import type { Call } from '../operation';
import { conflict, quotaExceeded, validation } from './sms-voice-errors';

export interface Send {
  channel: Channel;
  body: string;
  /** Undefined for media and voice, and if the request does not say. */
  messageType?: string;
  /** USD, as the request has it. */
  maxPrice?: string;
  dryRun: boolean;
  destination: string;
  origination: Origination;
  configurationSet?: SmsConfigurationSet;
}

export interface CheckedSend extends Parts {
  number: SmsNumber;
  messageType: string;
  price: number;
}

/** Whether the account can send a message whose fields are right. Throws the first error. */
export function checkSend(call: Call, sms: SmsRegion, send: Send): CheckedSend {
  const { channel } = send;
  const wanted = send.messageType ?? send.configurationSet?.defaultMessageType;
  const number = numberFor(sms, send, wanted);
  checkNumber(number, wanted, channel);
  checkDestination(call, sms, number, send);
  const parts = channel.measure(send.body);
  const price = channel.price(parts.parts);
  const compared = call.sms.maxPriceIsPer === 'part' ? channel.price(1) : price;
  if (send.maxPrice !== undefined && compared > Number(send.maxPrice)) {
    throw validation(
      'PRICE_OVER_THRESHOLD',
      `The price of the message, ${compared.toFixed(5)} USD, is over the ${channel.maxPrice} of ${send.maxPrice}.`,
      [{ Name: channel.maxPrice, Message: 'Lower than the price of the message' }],
    );
  }
  if (overSpendLimit(call.world, sms, price)) {
    throw quotaExceeded(
      channel.spendLimitReason,
      `The monthly spend limit of ${sms.spendLimit} USD is reached.`,
    );
  }
  return { number, messageType: wanted ?? number.messageType, price, ...parts };
}

function numberFor(sms: SmsRegion, send: Send, wanted: string | undefined): SmsNumber {
  const { origination } = send;
  const type = wanted ?? (origination.kind === 'pool' ? origination.pool.messageType : 'TRANSACTIONAL');
  if (origination.kind === 'pool' && origination.pool.status !== 'ACTIVE') {
    throw conflict('RESOURCE_NOT_ACTIVE', 'The pool is not active.', 'pool', origination.pool.id);
  }
  const number = chooseNumber(sms, origination, type);
  if (number) return number;
  const [kind, id] = origination.kind === 'pool' ? ['pool', origination.pool.id] : ['account', sms.accountId];
  throw conflict(
    'NO_ORIGINATION_IDENTITIES_FOUND',
    'No origination identity can send this message.',
    kind!,
    id!,
  );
}

function checkNumber(number: SmsNumber, wanted: string | undefined, { capability }: Channel): void {
  const refuse = (reason: string, message: string) => conflict(reason, message, 'phone-number', number.id);
  if (number.status !== 'ACTIVE') {
    throw refuse('RESOURCE_NOT_ACTIVE', `The phone number is ${number.status}, not ACTIVE.`);
  }
  if (!number.capabilities.includes(capability)) {
    throw refuse('NUMBER_CAPABILITIES_MISMATCH', `The phone number has no ${capability} capability.`);
  }
  if (wanted !== undefined && wanted !== number.messageType) {
    throw refuse(
      'MESSAGE_TYPE_MISMATCH',
      `The phone number sends ${number.messageType} messages, not ${wanted}.`,
    );
  }
}

function checkDestination(call: Call, sms: SmsRegion, number: SmsNumber, send: Send): void {
  const { destination } = send;
  const field = [{ Name: 'DestinationPhoneNumber', Message: 'Not reached by this origination identity' }];
  if (number.numberType === 'TEN_DLC' && !isUnitedStates(destination)) {
    const message = 'A 10DLC phone number sends to the United States only.';
    throw validation('INVALID_IDENTITY_FOR_DESTINATION_COUNTRY', message, field);
  }
  if (number.numberType === 'SIMULATOR' && !isSimulator(destination)) {
    const message = 'A simulator phone number sends to simulator destinations only.';
    throw validation('INVALID_IDENTITY_FOR_DESTINATION_COUNTRY', message, field);
  }
  const skipped = send.dryRun && !call.sms.dryRunChecksDestination;
  const simulated =
    isSimulator(destination) && (number.numberType === 'SIMULATOR' || call.sms.tierReachesSimulator);
  const verified = simulated || sms.verifiedDestinations.has(destination);
  if (sms.tier === 'SANDBOX' && !verified && !skipped) {
    const message = 'The destination phone number is not verified, and the account is in the SMS sandbox.';
    throw conflict(
      'DESTINATION_PHONE_NUMBER_NOT_VERIFIED',
      message,
      'verified-destination-number',
      destination,
    );
  }
  if (sms.optOutLists.get(number.optOutList)?.has(destination)) {
    const message = 'The destination phone number has opted out.';
    throw conflict('DESTINATION_PHONE_NUMBER_OPTED_OUT', message, 'opted-out-number', destination);
  }
}
