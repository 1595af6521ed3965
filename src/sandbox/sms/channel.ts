import { countParts, type Parts } from './parts';
import { MEDIA_PRICE, messagePrice, VOICE_PRICE } from './price';

export type ChannelName = 'sms' | 'mms' | 'voice';

/** What differs between the three kinds of message. */
export interface Channel {
  name: ChannelName;
  operation: 'SendTextMessage' | 'SendMediaMessage' | 'SendVoiceMessage';
  capability: 'SMS' | 'MMS' | 'VOICE';
  spendLimitReason: string;
  /** Prefix of the types of its delivery events. */
  event: 'TEXT' | 'MEDIA' | 'VOICE';
  measure(body: string): Parts;
  /** USD. */
  price(parts: number): number;
  /** Member of the input that bounds the price. */
  maxPrice: 'MaxPrice' | 'MaxPricePerMinute';
}

/** A media message is one part. A call counts as one part of a minute. */
const onePart = (body: string): Parts => ({ ...countParts(body), parts: 1 });

export const channels: Record<ChannelName, Channel> = {
  sms: {
    name: 'sms',
    operation: 'SendTextMessage',
    capability: 'SMS',
    spendLimitReason: 'MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT',
    event: 'TEXT',
    measure: countParts,
    price: messagePrice,
    maxPrice: 'MaxPrice',
  },
  mms: {
    name: 'mms',
    operation: 'SendMediaMessage',
    capability: 'MMS',
    spendLimitReason: 'MONTHLY_SPEND_LIMIT_REACHED_FOR_MEDIA',
    event: 'MEDIA',
    measure: onePart,
    price: () => MEDIA_PRICE,
    maxPrice: 'MaxPrice',
  },
  voice: {
    name: 'voice',
    operation: 'SendVoiceMessage',
    capability: 'VOICE',
    spendLimitReason: 'MONTHLY_SPEND_LIMIT_REACHED_FOR_VOICE',
    event: 'VOICE',
    measure: onePart,
    price: () => VOICE_PRICE,
    maxPrice: 'MaxPricePerMinute',
  },
};
