import type { World } from '../world/world-model';
import type { SmsRegion } from './sms-model';

/** USD of the running month (UTC); a new month starts at nothing. */
function spentThisMonth(world: World, sms: SmsRegion): number {
  const month = new Date(world.now()).toISOString().slice(0, 7);
  if (sms.month !== month) {
    sms.month = month;
    sms.spent = 0;
  }
  return sms.spent;
}

export function spend(world: World, sms: SmsRegion, price: number): void {
  sms.spent = sum(spentThisMonth(world, sms), price);
}

export function overSpendLimit(world: World, sms: SmsRegion, price: number): boolean {
  return sum(spentThisMonth(world, sms), price) > sms.spendLimit;
}

/** To the five decimals of a price: binary fractions would add up to more than the limit that they fill. */
function sum(spent: number, price: number): number {
  return Math.round((spent + price) * 1e5) / 1e5;
}
