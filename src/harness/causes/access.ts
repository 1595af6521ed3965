import { type Cause, denied } from './types';

/** IAM's refusals on the way to the sender role, and what stands above both policies. */
export const accessCauses: readonly Cause[] = [
  // What stands above both policies, whatever the step.
  {
    code: denied,
    message: /service control policy/i,
    cause: 'a service control policy of the organization denies the call',
    fix: 'ask whoever runs the organization to exempt {role} (a Region or "outside the organization" rule is usual)',
    confirm: "CloudTrail's errorMessage names the policy; organizations list-policies-for-target",
    evidence: 'documented',
  },
  {
    code: denied,
    message: /resource control policy/i,
    cause: "a resource control policy of the main account's organization denies the call",
    fix: 'exempt {role} for account {accountId} in the resource control policy',
    confirm: "CloudTrail's errorMessage names the policy",
    evidence: 'documented',
  },
  {
    code: denied,
    message: /permissions boundary/i,
    cause: 'a permissions boundary does not allow the call',
    fix: 'let the boundary allow it: sts:AssumeRole for the caller, or the sending actions for {role}',
    confirm: 'aws iam get-role --role-name NAME --query Role.PermissionsBoundary',
    evidence: 'documented',
  },
  {
    code: denied,
    message: /session policy/i,
    cause: 'the session that calls was narrowed by a session policy',
    fix: 'start the session of {caller} without a session policy, or with one that allows this call',
    confirm: 'look at the AssumeRole call or permission set that opened the session',
    evidence: 'documented',
  },

  // Becoming somebody.
  {
    steps: ['become'],
    code: /^WrongAccount$/,
    cause: 'the credentials are of another account than {accountId}',
    fix: 'correct testAs (or the profile it names) of {account}',
    confirm: 'aws sts get-caller-identity with the same profile',
    evidence: 'documented',
  },
  {
    steps: ['become'],
    code: denied,
    cause:
      '{caller} does not admit these credentials: they are not in verify.trustedPrincipals, or may not call sts:AssumeRole on it, or {account} is not applied yet',
    fix: "run as a principal of verify.trustedPrincipals, allow it sts:AssumeRole on {caller}, and apply {account}'s stack",
    confirm:
      'aws sts get-caller-identity, then aws sts assume-role --role-arn {caller} --role-session-name try',
    evidence: 'documented',
  },

  // Assuming the sender role.
  {
    steps: ['assume'],
    code: denied,
    message: /no identity-based policy|explicit deny in an identity-based policy/i,
    cause: 'the assume policy is missing or detached: no policy of {caller} allows sts:AssumeRole on {role}',
    fix: "apply the stack of {account}; attach TenDlcAssumeSender to the principal where the account's admins do that",
    confirm: 'aws iam list-attached-role-policies in account {accountId}',
    evidence: 'documented',
  },
  {
    steps: ['assume'],
    code: denied,
    message: /sts:TagSession/i,
    cause: 'the session carries tags, and sts:TagSession is not granted on both sides',
    fix: 'add sessionContext: [tags] to {account} and apply both stacks',
    confirm: "CloudTrail in {main}: the AssumeRole event's errorMessage",
    evidence: 'documented',
  },
  {
    steps: ['assume'],
    code: denied,
    message: /sts:SetSourceIdentity/i,
    cause: 'the session carries a source identity, and sts:SetSourceIdentity is not granted on both sides',
    fix: 'add sessionContext: [sourceIdentity] to {account} and apply both stacks',
    confirm: "CloudTrail in {main}: the AssumeRole event's errorMessage",
    evidence: 'documented',
  },
  {
    steps: ['assume'],
    code: denied,
    message: /explicit deny in (a|the) (resource-based policy|role trust policy)/i,
    cause: 'the trust policy of {roleName} denies it: the secondary is suspended in AWS',
    fix: 'commit status: active and apply main, or delete the emergency Deny by applying main',
    confirm: 'aws iam get-role --role-name {roleName} --query Role.AssumeRolePolicyDocument in {main}',
    evidence: 'documented',
  },
  {
    steps: ['assume'],
    code: denied,
    message: /because no (role trust policy|resource-based policy)/i,
    cause:
      'the trust policy of {roleName} does not admit {caller} of account {accountId}: account, principal, external ID or organization differ',
    fix: 'apply main; compare the trust with `tendlc synth` (Principal, aws:PrincipalArn, sts:ExternalId, aws:PrincipalOrgID)',
    confirm: 'aws iam get-role --role-name {roleName} --query Role.AssumeRolePolicyDocument in {main}',
    evidence: 'documented',
  },
  {
    steps: ['assume'],
    code: denied,
    side: 'assumePolicy',
    cause: 'the assume policy is missing or detached: no policy of {caller} allows sts:AssumeRole on {role}',
    fix: "apply the stack of {account}; attach TenDlcAssumeSender to the principal where the account's admins do that",
    confirm: "aws iam list-attached-role-policies in {accountId}; IAM's simulator was asked and denies it",
    evidence: 'documented',
  },
  {
    steps: ['assume'],
    code: denied,
    side: 'trust',
    cause:
      'the trust policy of {roleName} does not admit {caller} (account, principal, external ID or organization differ), or the role does not exist; what {caller} has of its own allows the call',
    fix: 'apply main; compare the trust with `tendlc synth` (Principal, aws:PrincipalArn, sts:ExternalId, aws:PrincipalOrgID)',
    confirm: 'aws iam get-role --role-name {roleName} --query Role.AssumeRolePolicyDocument in {main}',
    evidence: 'documented',
  },
  {
    steps: ['assume'],
    code: denied,
    cause:
      'the trust policy of {roleName} does not admit {caller}, or the role does not exist, or the external ID is wrong, or the assume policy is missing: AWS does not say which across accounts',
    fix: 'apply main, then {account}; compare the trust and TenDlcAssumeSender with `tendlc synth`',
    confirm:
      'aws iam get-role --role-name {roleName} in {main}; aws iam list-attached-role-policies in {accountId}',
    evidence: 'observed',
  },
  {
    code: /^ValidationError$/,
    message: /role chaining/i,
    cause: 'a role that assumes a role gets one hour at most',
    fix: 'ask for 3600 seconds or less (DurationSeconds, duration_seconds in the profile)',
    confirm: 'aws sts get-caller-identity shows an assumed-role',
    evidence: 'documented',
  },
  {
    code: /^RegionDisabledException$/,
    cause: 'STS of {region} is not enabled in account {accountId}',
    fix: 'enable the Region in that account, or let main.region be one that is enabled everywhere',
    confirm: 'aws account list-regions in {accountId}',
    evidence: 'documented',
  },

  // IAM's simulator.
  {
    steps: ['simulate'],
    code: /^(implicitDeny|explicitDeny)$/,
    cause:
      'no policy of this principal allows sts:AssumeRole on {role}: TenDlcAssumeSender is not attached to it',
    fix: 'apply the stack of {account}, or let its admins attach the policy (`tendlc connect {account}`)',
    confirm: 'aws iam list-attached-role-policies (or list-attached-user-policies) in {accountId}',
    evidence: 'documented',
  },
];
