import type { World } from '../world/types';
import type { SmsRegion } from './types';

/** USD of the running month (UTC); a new month starts at nothing. */
export function spentThisMonth(world: World, sms: SmsRegion): number {
  const month = new Date(world.now()).toISOString().slice(0, 7);
  if (sms.month !== month) {
    sms.month = month;
    sms.spent = 0;
  }
  return sms.spent;
}

export function spend(world: World, sms: SmsRegion, price: number): void {
  sms.spent = spentThisMonth(world, sms) + price;
}
