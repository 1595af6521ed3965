import type { SmsRegion } from '../sms/sms-model';
import type { Account, World } from './world-model';

export interface WorldOptions {
  /** Milliseconds since the epoch. */
  now?: () => number;
  /** Milliseconds. */
  propagationDelay?: number;
}

export function createWorld(options: WorldOptions = {}): World {
  return {
    now: options.now ?? Date.now,
    propagationDelay: options.propagationDelay ?? 0,
    accounts: new Map(),
    accessKeys: new Map(),
    profiles: new Map(),
    views: new Map(),
    arnById: new Map(),
    assumed: [],
  };
}

export interface NewAccount {
  id: string;
  title: string;
  partition?: string;
  organizationId?: string;
  trustPolicyQuota?: number;
}

/** Adds an account, or returns the one that has this ID already. */
export function addAccount(world: World, account: NewAccount): Account {
  const known = world.accounts.get(account.id);
  if (known) return known;
  const added: Account = {
    id: account.id,
    title: account.title,
    partition: account.partition ?? 'aws',
    organizationId: account.organizationId,
    roles: new Map(),
    users: new Map(),
    groups: new Map(),
    policies: new Map(),
    sms: new Map(),
    trustPolicyQuota: account.trustPolicyQuota ?? 2048,
  };
  world.accounts.set(added.id, added);
  return added;
}

/** A Region of an account: a new one is in AWS's SMS sandbox with 1 USD a month (SMS user guide, sandbox). */
export function smsRegion(account: Account, region: string): SmsRegion {
  let sms = account.sms.get(region);
  if (!sms) {
    sms = {
      accountId: account.id,
      region,
      tier: 'SANDBOX',
      spendLimit: 1,
      maxSpendLimit: 1,
      spent: 0,
      month: '',
      numbers: new Map(),
      pools: new Map(),
      configurationSets: new Map(),
      verifiedDestinations: new Set(),
      optOutLists: new Map([['Default', new Set<string>()]]),
      pinpointApplications: new Set(),
    };
    account.sms.set(region, sms);
  }
  return sms;
}
