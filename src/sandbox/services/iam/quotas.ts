import type { Account } from '../../world/world-model';
import { limitExceeded } from './iam-errors';

/** Default quotas (IAM User Guide, reference_iam-quotas). */
export const quotas = {
  rolesPerAccount: 1000,
  policiesPerAccount: 1500,
  usersPerAccount: 5000,
  groupsPerAccount: 300,
  attachedPolicies: { role: 20, user: 20, group: 10 },
  /** Characters of all inline policies of one entity together, without whitespace. */
  inlinePolicies: { role: 10_240, user: 2048, group: 5120 },
  managedPolicySize: 6144,
  policyVersions: 5,
  tags: 50,
  groupsPerUser: 10,
} as const;

/** IAM does not count whitespace in any policy (reference_iam-quotas; GetAccountSummary, AssumeRolePolicySizeQuota). */
export function policySize(document: string): number {
  return document.replace(/\s/g, '').length;
}

export function checkTrustSize(account: Account, document: string): void {
  if (policySize(document) > account.trustPolicyQuota) {
    throw limitExceeded(`Cannot exceed quota for ACLSizePerRole: ${account.trustPolicyQuota}`);
  }
}
