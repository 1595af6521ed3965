import { SENDER_ROLE } from '../names';
import { SIMULATOR_SUCCESS } from '../simulator-numbers';

/** What a manifest means if it leaves a key out. The schema's descriptions take their values from here. */

export const roleDefaults = {
  path: '/tendlc/',
  maxSessionDuration: 3600,
  trustPolicyQuota: 2048,
  names: { 'per-account': `${SENDER_ROLE}-{account}`, shared: SENDER_ROLE },
} as const;

export const smsTierDefault = 'production' as const;

export const numberDefaults = { messageType: 'TRANSACTIONAL' } as const;

export const verifyDefaults = {
  destination: SIMULATOR_SUCCESS,
  body: '10DLC check {account} {number} {run}',
  sendRate: 0.5,
  maxPrice: '0.05',
} as const;

interface Verify {
  roles?: 'managed' | 'none';
  trustedPrincipals?: readonly unknown[];
}

/** The verify roles are managed if the manifest says so, or if it names who may assume them. */
export function hasVerifyRoles(verify: Verify | undefined): boolean {
  return (verify?.roles ?? (verify?.trustedPrincipals?.length ? 'managed' : 'none')) === 'managed';
}
