import { THROTTLING_CODES } from '../aws/errors';
import { BY_EITHER_SIDE, DENIED } from './facts';
import type { Cause } from './types';

const ASSUME = { ...DENIED, action: ['', 'sts:AssumeRole'] };
const BY_TRUST = ['role trust policy', 'resource-based policy'] as const;
const COMPARE_TRUST =
  'compare the trust policy with `tendlc synth` (Principal, aws:PrincipalArn, sts:ExternalId, aws:PrincipalOrgID)';
const ATTACH =
  "apply the stack of {account}; if the account's admins attach TenDlcAssumeSender, ask them to attach it to the principal";
const SHOW_TRUST = 'aws iam get-role --role-name {roleName} --query Role.AssumeRolePolicyDocument in {main}';

/** AssumeRole on the sender role. */
export const assumeCauses: readonly Cause[] = [
  {
    when: { ...ASSUME, policyType: ['identity-based policy'] },
    cause: 'the assume policy is missing or detached: no policy of {caller} allows sts:AssumeRole on {role}',
    fix: ATTACH,
    confirm: 'aws iam list-attached-role-policies in account {accountId}',
    evidence: 'documented',
  },
  {
    when: { ...DENIED, action: ['sts:TagSession'], policyType: BY_EITHER_SIDE },
    cause: 'sts:TagSession is not granted on both sides, and the session carries tags',
    fix: 'if the callers of {account} carry tags, set sessionContext: [tags] for {account}; if only your pipeline does, set verify.sessionContext: [tags]; then apply both stacks',
    confirm: "CloudTrail in {main}: the AssumeRole event's errorMessage",
    evidence: 'documented',
  },
  {
    when: { ...DENIED, action: ['sts:SetSourceIdentity'], policyType: BY_EITHER_SIDE },
    cause: 'sts:SetSourceIdentity is not granted on both sides, and the session carries a source identity',
    fix: 'set sessionContext: [sourceIdentity] for {account} and apply both stacks',
    confirm: "CloudTrail in {main}: the AssumeRole event's errorMessage",
    evidence: 'documented',
  },
  {
    when: { ...ASSUME, policyType: BY_TRUST, explicit: [true] },
    cause: 'a Deny in the trust policy of {roleName} denies the call: {account} is suspended in AWS',
    fix: 'if the suspension is meant, set `status: suspended` for {account} in the manifest before the next apply, which would otherwise lift it; if not, remove the statement Suspended from the trust policy',
    confirm: SHOW_TRUST,
    evidence: 'documented',
  },
  {
    when: { ...ASSUME, policyType: BY_TRUST, explicit: [false] },
    cause:
      'the trust policy of {roleName} does not allow {caller} of account {accountId}: account, principal, external ID or organization differ',
    fix: `if somebody suspended {account} by hand, set \`status: suspended\` for it; otherwise apply main, and ${COMPARE_TRUST}`,
    confirm: SHOW_TRUST,
    evidence: 'documented',
  },
  {
    when: { ...ASSUME, policyType: [''], deniedBy: ['assumePolicy'] },
    cause: 'the assume policy is missing or detached: no policy of {caller} allows sts:AssumeRole on {role}',
    fix: ATTACH,
    confirm: "aws iam list-attached-role-policies in {accountId}; IAM's simulator denies the call too",
    evidence: 'documented',
  },
  {
    when: { ...ASSUME, policyType: [''], deniedBy: ['organization'] },
    cause:
      "a service control policy of the organization of account {accountId} denies {caller} the call, according to IAM's simulator; the assume policy is not the cause",
    fix: 'ask the administrators of that organization to exempt sts:AssumeRole on {role}',
    confirm: 'aws iam simulate-principal-policy: OrganizationsDecisionDetail',
    evidence: 'documented',
  },
  {
    when: { ...ASSUME, policyType: [''], deniedBy: ['boundary'] },
    cause:
      "the permissions boundary of {caller} does not allow sts:AssumeRole on {role}, according to IAM's simulator; the assume policy is not the cause",
    fix: 'let that boundary allow sts:AssumeRole on {role}',
    confirm: 'aws iam simulate-principal-policy: PermissionsBoundaryDecisionDetail',
    evidence: 'documented',
  },
  {
    when: { ...ASSUME, policyType: [''], deniedBy: ['trust'] },
    cause:
      'the trust policy of {roleName} does not allow {caller} (account, principal, external ID or organization differ), or the role does not exist; the policies of {caller} allow the call',
    fix: `if somebody suspended {account} by hand, set \`status: suspended\` for it; otherwise apply main, and ${COMPARE_TRUST}`,
    confirm: SHOW_TRUST,
    evidence: 'documented',
  },
  {
    when: DENIED,
    cause:
      'the trust policy of {roleName} does not allow {caller}, or the role does not exist, or the external ID is wrong, or the assume policy is missing: across accounts AWS does not say which',
    fix: 'apply main, then {account}; compare the trust policy and TenDlcAssumeSender with `tendlc synth`',
    confirm:
      'aws iam get-role --role-name {roleName} in {main}; aws iam list-attached-role-policies in {accountId}',
    evidence: 'observed',
  },
  {
    when: { code: [...THROTTLING_CODES] },
    cause:
      "STS throttled the call: that is the quota of the caller's own account {accountId}, not the SMS quota of {main}",
    fix: 'wait, or lower --concurrency; then --resume',
    confirm: 'the STS quotas of {accountId} (IAM user guide, "IAM and AWS STS quotas")',
    evidence: 'documented',
  },
];
