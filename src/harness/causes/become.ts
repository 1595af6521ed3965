import { THROTTLING_CODES } from '../aws/errors';
import { BY_EITHER_SIDE, DENIED } from './facts';
import type { Cause } from './types';

/** Getting the credentials that a probe calls with: of a profile, then AssumeRole on `testAs` or a verify role. */
export const becomeCauses: readonly Cause[] = [
  {
    when: { code: ['WrongAccount'] },
    cause: 'the credentials are not of account {accountId}',
    fix: 'correct testAs (or its profile) of {account}',
    confirm: 'aws sts get-caller-identity with the same profile',
    evidence: 'documented',
  },
  {
    when: { ...DENIED, action: ['sts:TagSession'], policyType: BY_EITHER_SIDE },
    cause:
      'sts:TagSession is not granted: your session carries transitive tags (as those of EKS Pod Identity do), and {caller} or your own policy does not allow them',
    fix: "set verify.sessionContext: [tags] and apply {account}'s stack and main; allow sts:TagSession on {caller} in your own policy; for a testAs role, allow it in that role's trust policy",
    confirm: "CloudTrail in {accountId}: the AssumeRole event's errorMessage",
    evidence: 'documented',
  },
  {
    when: { ...DENIED, action: ['sts:SetSourceIdentity'], policyType: BY_EITHER_SIDE },
    cause:
      'sts:SetSourceIdentity is not granted: your session carries a source identity, which is passed on, and {caller} or your own policy does not allow it',
    fix: "run with a session without a source identity, or allow sts:SetSourceIdentity in {caller}'s trust policy and in your own policy",
    confirm: "CloudTrail in {accountId}: the AssumeRole event's errorMessage",
    evidence: 'documented',
  },
  {
    when: DENIED,
    cause:
      '{caller} does not allow your credentials: verify.trustedPrincipals does not list them, or they may not call sts:AssumeRole on it, or {account} is not applied yet',
    fix: "run as a principal of verify.trustedPrincipals, allow it sts:AssumeRole on {caller}, and apply {account}'s stack",
    confirm:
      'aws sts get-caller-identity, then aws sts assume-role --role-arn {caller} --role-session-name try',
    evidence: 'documented',
  },
  {
    when: { code: [...THROTTLING_CODES] },
    cause:
      "STS throttled the call: that is the quota of the caller's own account, not the SMS quota of {main}",
    fix: 'wait, or lower --concurrency; then --resume',
    confirm:
      'the STS quotas of the account whose credentials you use (IAM user guide, "IAM and AWS STS quotas")',
    evidence: 'documented',
  },
];
