import { THROTTLING_CODES } from '../aws/errors';
import { BY_EITHER_SIDE, DENIED } from './facts';
import type { Cause } from './types';

const DECISIONS = ['implicitDeny', 'explicitDeny'];

/** SimulatePrincipalPolicy about a principal of the secondary. */
export const simulateCauses: readonly Cause[] = [
  {
    when: { code: DECISIONS, deniedBy: ['assumePolicy'] },
    cause: 'no policy of {caller} allows sts:AssumeRole on {role}: TenDlcAssumeSender is not attached to it',
    fix: 'apply the stack of {account}, or let its admins attach the policy (`tendlc connect {account}`)',
    confirm: 'aws iam list-attached-role-policies (or list-attached-user-policies) in {accountId}',
    evidence: 'documented',
  },
  {
    when: { code: [...DECISIONS, 'allowed'], deniedBy: ['organization'] },
    cause:
      'a service control policy of the organization denies {caller} sts:AssumeRole on {role}; the assume policy is not the cause',
    fix: 'ask the administrators of that organization to exempt sts:AssumeRole on {role}',
    confirm: 'aws iam simulate-principal-policy: OrganizationsDecisionDetail',
    evidence: 'documented',
  },
  {
    when: { code: [...DECISIONS, 'allowed'], deniedBy: ['boundary'] },
    cause:
      'the permissions boundary of {caller} does not allow sts:AssumeRole on {role}; the assume policy is not the cause',
    fix: 'let that boundary allow sts:AssumeRole on {role}',
    confirm: 'aws iam simulate-principal-policy: PermissionsBoundaryDecisionDetail',
    evidence: 'documented',
  },
  {
    when: { ...DENIED, policyType: BY_EITHER_SIDE },
    cause: "TenDlcVerifier may not call IAM's simulator: its inline policy Inspect is missing or narrower",
    fix: 'apply the stack of {account}',
    confirm: 'aws iam get-role-policy --role-name TenDlcVerifier --policy-name Inspect in {accountId}',
    evidence: 'documented',
  },
  {
    when: { code: ['NoSuchEntity', 'NoSuchEntityException'] },
    cause: '{caller} does not exist in account {accountId}',
    fix: 'create it, or correct principals of {account}',
    confirm: 'aws iam get-role (or get-user) in {accountId}',
    evidence: 'documented',
  },
  {
    when: { code: [...THROTTLING_CODES] },
    cause: "IAM throttled the call: that is the caller's own quota, not the SMS quota of {main}",
    fix: 'wait, or lower --concurrency; then --resume',
    confirm: 'the IAM quotas of the account that calls (IAM user guide, "IAM and AWS STS quotas")',
    evidence: 'documented',
  },
];
