import { UserError } from '../../errors';
import { type SmsSettings, strictSms } from '../../sandbox/sms/settings';
import type { SmsRegion } from '../../sandbox/sms/sms-model';
import type { World } from '../../sandbox/world/world-model';

/** What `--set NAME=VALUE` changes: how AWS behaves, or the state of the main account. */
export interface Settings {
  sms: Partial<SmsSettings>;
  apply(world: World): void;
}

type Change = (sms: SmsRegion) => void;

const E164 = /^\+[1-9]\d{6,14}$/;

/** States of the main account, in every Region in which it has numbers. */
const states: Record<string, (value: string) => Change | undefined> = {
  tier: (value) => {
    if (value !== 'SANDBOX' && value !== 'PRODUCTION') return undefined;
    return (sms) => {
      sms.tier = value;
      // An account there has 1 USD a month (SMS user guide, sandbox).
      if (value === 'SANDBOX') sms.spendLimit = sms.maxSpendLimit = Math.min(sms.spendLimit, 1);
    };
  },
  spendLimit: (value) => {
    const limit = Number(value);
    if (value === '' || !(limit >= 0)) return undefined;
    return (sms) => {
      sms.spendLimit = limit;
    };
  },
  verified: (value) => (E164.test(value) ? (sms) => sms.verifiedDestinations.add(value) : undefined),
  optedOut: (value) => (E164.test(value) ? (sms) => sms.optOutLists.get('Default')!.add(value) : undefined),
  pending: (value) => {
    if (!E164.test(value)) return undefined;
    return (sms) => {
      for (const number of sms.numbers.values()) if (number.phoneNumber === value) number.status = 'PENDING';
    };
  },
};

const switches: Record<string, Record<string, Partial<SmsSettings>>> = {
  authorizeConfigurationSet: onOff('authorizeConfigurationSet'),
  phoneNumberIdMatchesArn: onOff('phoneNumberIdMatchesArn'),
  maxPriceIsPer: { message: { maxPriceIsPer: 'message' }, part: { maxPriceIsPer: 'part' } },
  dryRunChecksDestination: onOff('dryRunChecksDestination'),
  tierReachesSimulator: onOff('tierReachesSimulator'),
  dryRunGivesEvents: onOff('dryRunGivesEvents'),
};

function onOff(name: keyof SmsSettings): Record<string, Partial<SmsSettings>> {
  return { true: { [name]: true }, false: { [name]: false } };
}

/** Names and their values, for the message about an unknown one. */
const SETTINGS = [
  'tier=SANDBOX|PRODUCTION',
  'spendLimit=USD',
  'verified=E.164',
  'optedOut=E.164',
  'pending=E.164',
  ...Object.entries(switches).map(
    ([name, values]) => `${name}=${Object.keys(values).join('|')} (${strictSms[name as keyof SmsSettings]})`,
  ),
];

export function parseSettings(texts: readonly string[] = []): Settings {
  const changes: Change[] = [];
  let sms: Partial<SmsSettings> = {};
  for (const text of texts) {
    const equals = text.indexOf('=');
    const [name, value] = [text.slice(0, equals), text.slice(equals + 1)];
    const change = Object.hasOwn(states, name) ? states[name]!(value) : undefined;
    const chosen = Object.hasOwn(switches, name) ? switches[name]![value] : undefined;
    if (change) changes.push(change);
    else if (chosen) sms = { ...sms, ...chosen };
    else
      throw new UserError(`--set ${text}: unknown setting or value. Known are:\n  ${SETTINGS.join('\n  ')}`);
  }
  return { sms, apply: (world) => applyChanges(world, changes) };
}

function applyChanges(world: World, changes: readonly Change[]): void {
  for (const account of world.accounts.values()) {
    for (const sms of account.sms.values()) {
      if (sms.numbers.size > 0) for (const change of changes) change(sms);
    }
  }
}
