import type { Call } from '../services/operation';
import type { Channel } from './channel';
import type { SmsNumber, SmsRegion } from './sms-model';

/** Requests a second by default (SMS user guide, quotas). */
const SEND_RATE = 1;
const DESCRIBE_RATE = 1;
const RECIPIENT_RATE = 1;
/** Message parts a second of a dry run (SendTextMessage, DryRun). */
const DRY_RUN_RATE = 5;
/** Calls that leave one second apart arrive a little less than a second apart. The debt is paid by the next call. */
const JITTER = 0.05;

interface Bucket {
  tokens: number;
  at: number;
}

const buckets = new WeakMap<SmsRegion, Map<string, Bucket>>();

/** Takes what a send needs from every rate that bounds it. Takes nothing and returns false if one is used up. */
export function takeRates(
  call: Call,
  sms: SmsRegion,
  channel: Channel,
  number: SmsNumber,
  destination: string,
  dryRun: boolean,
): boolean {
  const { rates } = call.sms;
  if (rates === 'off') return true;
  if (typeof rates === 'number') return take(call, sms, [[channel.operation, rates]]);
  const numberRate = dryRun ? Math.min(DRY_RUN_RATE, number.rate) : number.rate;
  return take(call, sms, [
    [channel.operation, SEND_RATE],
    [`number ${number.id}`, numberRate],
    [`recipient ${destination}`, RECIPIENT_RATE],
  ]);
}

export function takeDescribe(call: Call, sms: SmsRegion, operation: string): boolean {
  const { rates } = call.sms;
  if (rates === 'off') return true;
  return take(call, sms, [[operation, typeof rates === 'number' ? rates : DESCRIBE_RATE]]);
}

function take(call: Call, sms: SmsRegion, wanted: [string, number][]): boolean {
  const own = buckets.get(sms) ?? new Map<string, Bucket>();
  buckets.set(sms, own);
  const now = call.world.now();
  const filled = wanted.map(([name, rate]) => {
    const bucket = own.get(name) ?? { tokens: Math.max(1, rate), at: now };
    bucket.tokens = Math.min(Math.max(1, rate), bucket.tokens + ((now - bucket.at) / 1000) * rate);
    bucket.at = now;
    own.set(name, bucket);
    return bucket;
  });
  if (filled.some((bucket) => bucket.tokens < 1 - JITTER)) return false;
  for (const bucket of filled) bucket.tokens -= 1;
  return true;
}
