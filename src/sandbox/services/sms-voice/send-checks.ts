import type { SendTextMessageRequest } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { isSimulator, isUnitedStates } from '../../sms/destinations';
import { chooseNumber, type Origination } from '../../sms/origination-identity';
import { countParts, type Parts } from '../../sms/parts';
import { messagePrice } from '../../sms/price';
import type { SmsConfigurationSet, SmsNumber, SmsRegion } from '../../sms/sms-model';
import { overSpendLimit } from '../../sms/spend';
import type { Call } from '../operation';
import { conflict, quotaExceeded, validation } from './sms-voice-errors';

export interface Send extends SendTextMessageRequest {
  destination: string;
  origination: Origination;
  configurationSet?: SmsConfigurationSet;
}

export interface CheckedSend extends Parts {
  number: SmsNumber;
  messageType: string;
  price: number;
}

/** What a send must meet once its fields are right; the first that fails is answered. */
export function checkSend(call: Call, sms: SmsRegion, send: Send): CheckedSend {
  const wanted = send.MessageType ?? send.configurationSet?.defaultMessageType;
  const number = numberFor(sms, send, wanted);
  checkNumber(number, wanted);
  checkDestination(call, sms, number, send);
  const parts = countParts(send.MessageBody!);
  const price = messagePrice(parts.parts);
  const judged = call.sms.maxPriceIsPer === 'part' ? messagePrice(1) : price;
  if (send.MaxPrice !== undefined && judged > Number(send.MaxPrice)) {
    throw validation(
      'PRICE_OVER_THRESHOLD',
      `The price of the message, ${judged.toFixed(5)} USD, is over the MaxPrice of ${send.MaxPrice}.`,
      [{ Name: 'MaxPrice', Message: 'Lower than the price of the message' }],
    );
  }
  if (overSpendLimit(call.world, sms, price)) {
    throw quotaExceeded(
      'MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT',
      `The monthly spend limit of ${sms.spendLimit} USD for text messages is reached.`,
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

function checkNumber(number: SmsNumber, wanted: string | undefined): void {
  const refuse = (reason: string, message: string) => conflict(reason, message, 'phone-number', number.id);
  if (number.status !== 'ACTIVE') {
    throw refuse('RESOURCE_NOT_ACTIVE', `The phone number is ${number.status}, not ACTIVE.`);
  }
  if (!number.capabilities.includes('SMS')) {
    throw refuse('NUMBER_CAPABILITIES_MISMATCH', 'The phone number has no SMS capability.');
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
  const skipped = send.DryRun === true && !call.sms.dryRunChecksDestination;
  const verified = isSimulator(destination) || sms.verifiedDestinations.has(destination);
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
