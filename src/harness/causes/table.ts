/** What was being done when it failed. `become`: getting to be the identity that a probe calls as. */
export type CauseStep = 'become' | 'assume' | 'send' | 'pinpoint' | 'simulate' | 'other-action';

/**
 * Where the trigger (step, code, reason, words) is known from: AWS's documentation names it, it was observed in
 * public reports, or it is derived from neither.
 */
export type Evidence = 'documented' | 'observed' | 'guess';

export interface Cause {
  /** Absent: any. */
  steps?: readonly CauseStep[];
  /** AWS's code, or Node's where AWS was not reached. Absent: any. */
  code?: RegExp;
  /** The Reason member. Absent: any. */
  reason?: string;
  /** Words of AWS's message, where the code alone does not tell. */
  message?: RegExp;
  /** Whose policy refused an AssumeRole, where IAM's simulator was asked. Absent: any. */
  side?: 'assumePolicy' | 'trust';
  cause: string;
  fix: string;
  /** A command or a place that shows whether this is it. */
  confirm: string;
  evidence: Evidence;
}

const denied = /^(AccessDenied|AccessDeniedException|ForbiddenException)$/;

/**
 * First match wins, so the particular stands before the general. `{account}`, `{accountId}`, `{role}`, `{roleName}`,
 * `{caller}`, `{number}`, `{resource}`, `{region}` and `{main}` are filled in.
 */
export const causes: readonly Cause[] = [
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
      'the trust policy of {roleName} does not admit {caller} (account, principal, external ID or organization differ), or the role does not exist',
    fix: 'apply main; compare the trust with `tendlc synth` (Principal, aws:PrincipalArn, sts:ExternalId, aws:PrincipalOrgID)',
    confirm:
      "aws iam get-role --role-name {roleName} --query Role.AssumeRolePolicyDocument in {main}; the caller's own side allows it, says IAM's simulator",
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

  // Sending: End User Messaging's own refusals, told from IAM's by their Reason.
  {
    code: denied,
    reason: 'ACCOUNT_DISABLED',
    cause: 'AWS has disabled sending for the main account; no policy can change that',
    fix: 'open a case with AWS Support for account {main}',
    confirm: 'the console of AWS End User Messaging SMS in {main}, {region}',
    evidence: 'documented',
  },
  {
    code: denied,
    reason: 'INSUFFICIENT_ACCOUNT_REPUTATION',
    cause:
      "AWS blocks sending for the main account's reputation (complaints, opt-outs); no policy can change that",
    fix: 'open a case with AWS Support for account {main}; look for what was sent lately',
    confirm: 'the console of AWS End User Messaging SMS in {main}, {region}',
    evidence: 'documented',
  },
  {
    steps: ['send'],
    code: denied,
    message: /on resource: \+?\d{5,15}\b|:phone-number\/\+/,
    cause: 'the number was given as E.164 or without its ARN: a policy that lists ARNs does not match it',
    fix: "pass the number's ARN as the origination identity",
    confirm: "AWS's message names the resource that was asked for",
    evidence: 'documented',
  },
  {
    steps: ['send', 'pinpoint'],
    code: denied,
    message: /explicit deny/i,
    cause:
      'an explicit Deny on {roleName}: the secondary is suspended in AWS, or somebody added a policy by hand',
    fix: 'apply main: it removes what the manifest does not ask for',
    confirm: 'aws iam list-role-policies --role-name {roleName} in {main}',
    evidence: 'documented',
  },
  {
    steps: ['send'],
    code: denied,
    cause: 'the send policy of {roleName} does not list {resource}',
    fix: 'check numbers of {account} in the manifest and apply main; a number that was replaced has a new ID and a new ARN',
    confirm: 'aws iam get-role-policy --role-name {roleName} --policy-name Send in {main}',
    evidence: 'observed',
  },
  {
    steps: ['pinpoint'],
    code: denied,
    cause: 'the send policy of {roleName} does not grant mobiletargeting:SendMessages on {resource}',
    fix: 'check apis of {account} and main.pinpointApplicationId, and apply main; the ARN ends in /messages',
    confirm: 'aws iam get-role-policy --role-name {roleName} --policy-name Send in {main}',
    evidence: 'observed',
  },
  {
    code: /^ConflictException$/,
    reason: 'DESTINATION_PHONE_NUMBER_NOT_VERIFIED',
    cause: 'the main account is in the SMS sandbox in {region}: it sends to verified destinations only',
    fix: 'ask AWS for production access in {main}, or verify the destination there',
    confirm: 'aws pinpoint-sms-voice-v2 describe-account-attributes in {main}',
    evidence: 'documented',
  },
  {
    code: /^ConflictException$/,
    reason: 'DESTINATION_PHONE_NUMBER_OPTED_OUT',
    cause: 'the destination has opted out of messages of this number (STOP)',
    fix: 'use another destination; the simulator never opts out',
    confirm: 'aws pinpoint-sms-voice-v2 describe-opted-out-numbers in {main}',
    evidence: 'documented',
  },
  {
    code: /^ConflictException$/,
    reason: 'MESSAGE_TYPE_MISMATCH',
    cause: "the number's type in AWS is not what the manifest says",
    fix: 'correct messageType of {number} in the manifest',
    confirm: '`tendlc check --aws`',
    evidence: 'documented',
  },
  {
    code: /^ConflictException$/,
    reason: 'RESOURCE_NOT_ACTIVE',
    cause:
      '{number} is not ACTIVE: its registration is pending (a 10DLC campaign takes up to four weeks), or it was disassociated',
    fix: 'wait for, or complete, the registration in {main}',
    confirm: '`tendlc check --aws`; describe-phone-numbers shows Status',
    evidence: 'guess',
  },
  {
    code: /^ConflictException$/,
    reason: 'NO_ORIGINATION_IDENTITIES_FOUND',
    cause: 'the account has no number in {region} that can send this',
    fix: "check the number's Region in the manifest: numbers, registrations and limits are per Region",
    confirm: 'aws pinpoint-sms-voice-v2 describe-phone-numbers --region {region} in {main}',
    evidence: 'documented',
  },
  {
    code: /^ConflictException$/,
    reason: 'NUMBER_CAPABILITIES_MISMATCH',
    cause: '{number} has no SMS capability',
    fix: 'list a number that can send SMS',
    confirm: 'describe-phone-numbers shows NumberCapabilities',
    evidence: 'documented',
  },
  {
    code: /^ConflictException$/,
    reason: 'DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION',
    cause: 'a protect configuration of the main account blocks the destination country',
    fix: 'allow the country in the protect configuration, or use another destination',
    confirm: 'aws pinpoint-sms-voice-v2 get-protect-configuration-country-rule-set in {main}',
    evidence: 'documented',
  },
  {
    code: /^ConflictException$/,
    reason: 'DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE',
    cause: 'a protect configuration of the main account blocks this very destination',
    fix: 'remove the override, or use another destination',
    confirm: 'aws pinpoint-sms-voice-v2 list-protect-configuration-rule-set-number-overrides in {main}',
    evidence: 'documented',
  },
  {
    code: /^ServiceQuotaExceededException$/,
    reason: 'MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT',
    cause:
      "the main account's monthly spend limit for text messages is reached: production cannot send either",
    fix: 'raise the limit in {main} (service quota, then SetTextMessageSpendLimitOverride)',
    confirm: 'aws pinpoint-sms-voice-v2 describe-spend-limits in {main}',
    evidence: 'documented',
  },
  {
    code: /^ServiceQuotaExceededException$/,
    reason: 'DAILY_DESTINATION_CALL_LIMIT',
    cause: 'the destination has had its daily number of messages',
    fix: 'go on tomorrow, or with another destination',
    confirm: "AWS's message",
    evidence: 'documented',
  },
  {
    code: /^ValidationException$/,
    reason: 'PRICE_OVER_THRESHOLD',
    cause: 'the message would cost more than verify.maxPrice',
    fix: 'shorten verify.body to one part, or raise verify.maxPrice',
    confirm: "AWS's message names the price",
    evidence: 'documented',
  },
  {
    code: /^ValidationException$/,
    reason: 'INVALID_IDENTITY_FOR_DESTINATION_COUNTRY',
    cause:
      'a 10DLC number reaches the United States only (with Puerto Rico, the US Virgin Islands, Guam, American Samoa)',
    fix: 'use a destination there',
    confirm: 'the country of the destination',
    evidence: 'documented',
  },
  {
    code: /^ResourceNotFoundException$/,
    cause: 'AWS knows no such number, pool or configuration set in {region}',
    fix: 'correct its ID or Region in the manifest: {resource}',
    confirm: '`tendlc check --aws`',
    evidence: 'documented',
  },
  {
    steps: ['pinpoint'],
    code: /^NotFoundException$/,
    cause: 'there is no such Pinpoint application in {region}',
    fix: 'correct main.pinpointApplicationId; no application can be created since Pinpoint ended on 30 October 2026',
    confirm: 'aws pinpoint get-sms-channel --application-id … in {main}',
    evidence: 'documented',
  },
  {
    steps: ['pinpoint'],
    code: /^(PERMANENT_FAILURE|BadRequestException)$/,
    cause:
      'Pinpoint could not use the number: one requested since September 2024 needs a resource policy that admits pinpoint.amazonaws.com',
    fix: 'put-resource-policy on the number in {main} for pinpoint.amazonaws.com with aws:SourceAccount {main}, or move {account} to the v2 API',
    confirm: 'aws pinpoint-sms-voice-v2 get-resource-policy on the number',
    evidence: 'guess',
  },
  {
    steps: ['pinpoint'],
    code: /^OPT_OUT$/,
    cause: 'the destination has opted out of messages of this number (STOP)',
    fix: 'use another destination; the simulator never opts out',
    confirm: 'aws pinpoint-sms-voice-v2 describe-opted-out-numbers in {main}',
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

  // The way to AWS.
  {
    code: /^(ExpiredToken|ExpiredTokenException|TokenRefreshRequired)$/,
    cause: 'the credentials have expired',
    fix: 'sign in again (aws sso login, or a new session), then run again, or go on with --resume',
    confirm: 'aws sts get-caller-identity',
    evidence: 'documented',
  },
  {
    code: /^(InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId)$/,
    cause: 'AWS knows no such access key',
    fix: 'look for stale AWS_ACCESS_KEY_ID or AWS_SESSION_TOKEN in the environment: they win over a profile',
    confirm: 'aws configure list',
    evidence: 'documented',
  },
  {
    code: /^(SignatureDoesNotMatch|RequestTimeTooSkewed|InvalidSignatureException|RequestExpired)$/,
    cause: "this machine's clock is wrong, or the secret key is",
    fix: 'set the clock (NTP); AWS takes five minutes either way',
    confirm: "compare `date -u` with the Date header of AWS's answer",
    evidence: 'documented',
  },
  {
    code: /^(CredentialsProviderError|TokenProviderError|SSOTokenProviderFailure)$/,
    cause: 'there are no credentials to call with',
    fix: 'set AWS_PROFILE or sign in (aws sso login)',
    confirm: 'aws sts get-caller-identity',
    evidence: 'observed',
  },
  {
    code: /^(ThrottlingException|Throttling|TooManyRequestsException|RequestLimitExceeded|THROTTLED)$/,
    cause: 'AWS throttled the call: the quota of the main account is used up, production may be feeling it',
    fix: 'wait, lower verify.sendRate, or ask for a higher quota; then --resume',
    confirm: 'Service Quotas, AWS End User Messaging SMS, in {main}',
    evidence: 'documented',
  },
  {
    code: /^(ENOTFOUND|EAI_AGAIN)$/,
    cause: "the name of AWS's endpoint does not resolve: DNS, VPN, or a Region that has no such endpoint",
    fix: 'check DNS and the Region {region}; AWS_ENDPOINT_URL, where set, must resolve',
    confirm: 'nslookup sts.{region}.amazonaws.com',
    evidence: 'observed',
  },
  {
    code: /^(ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|TimeoutError|EPIPE)$/,
    cause: 'no connection to AWS: a proxy or firewall in the way, or an endpoint that does not answer',
    fix: 'open the way to sts, sms-voice and pinpoint in {region} (the SDK takes no proxy from HTTPS_PROXY)',
    confirm: 'curl -sv https://sts.{region}.amazonaws.com',
    evidence: 'observed',
  },
  {
    code: /^(CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO)/,
    cause: "AWS's certificate is not trusted: a proxy that opens TLS",
    fix: "set NODE_EXTRA_CA_CERTS to the proxy's certificate",
    confirm: 'openssl s_client -connect sts.{region}.amazonaws.com:443',
    evidence: 'observed',
  },
  {
    code: /^(InternalServerException|InternalServerErrorException|InternalFailure|ServiceUnavailable|ServiceUnavailableException)$/,
    cause: 'AWS had a fault of its own, several times in a row',
    fix: 'see the AWS Health Dashboard, then --resume',
    confirm: 'https://health.aws.amazon.com',
    evidence: 'documented',
  },
];
