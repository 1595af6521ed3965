import type { MainAccount } from '../manifest/types';

/** One condition for sending, as AWS reports it for the main account. */
export interface Readiness {
  what: string;
  status: 'ready' | 'warning' | 'blocking' | 'unknown';
  detail: string;
  /** Empty if there is nothing to do. */
  fix: string;
}

/** What DescribeAccountAttributes says of a Region: SANDBOX, PRODUCTION, or why it is unknown. */
export type SmsTier = { tier: string } | { unknown: string };

/** The Regions of the manifest's numbers, pools and configuration sets: the tier is that of a Region. */
export function sendingRegions({ region, numbers, pools, configurationSets }: MainAccount): string[] {
  return [...new Set([region, ...[...numbers, ...pools, ...configurationSets].map((one) => one.region)])];
}

/** An account in the SMS sandbox reaches verified destination numbers only (user guide, "SMS/MMS and voice sandbox"). */
export function tierReadiness(region: string, found: SmsTier, expected: MainAccount['smsTier']): Readiness {
  const what = `SMS sandbox tier in ${region}`;
  if ('unknown' in found) {
    const fix = 'allow sms-voice:DescribeAccountAttributes, or look at the console of the main account';
    return { what, status: 'unknown', detail: `the tier could not be read: ${found.unknown}`, fix };
  }
  if (found.tier !== 'SANDBOX') {
    if (expected === 'production')
      return { what, status: 'ready', detail: `the tier is ${found.tier}`, fix: '' };
    const detail = `the tier is ${found.tier}, and main.smsTier says sandbox`;
    return { what, status: 'warning', detail, fix: 'remove main.smsTier' };
  }
  const detail =
    'the main account is in the SMS sandbox: it sends to verified destination numbers only, for 1 USD a month at most';
  if (expected === 'sandbox')
    return { what, status: 'ready', detail: `${detail}, as main.smsTier says`, fix: '' };
  return {
    what,
    status: 'blocking',
    detail,
    fix: `request production access in ${region}, or set main.smsTier: sandbox until AWS grants it`,
  };
}
