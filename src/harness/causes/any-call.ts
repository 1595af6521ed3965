import { DENIED } from './facts';
import type { Cause } from './types';

/** What may keep any call from working: policies above both sides, credentials, clocks, the network, AWS's own faults. */
export const anyCallCauses: readonly Cause[] = [
  {
    when: { ...DENIED, policyType: ['service control policy'] },
    cause: 'a service control policy of the organization denies the call',
    fix: 'ask the administrators of the organization to exempt {role} (usually a Region rule, or one on resources outside the organization)',
    confirm: "CloudTrail's errorMessage names the policy; organizations list-policies-for-target",
    evidence: 'documented',
  },
  {
    when: { ...DENIED, policyType: ['resource control policy'] },
    cause: "a resource control policy of the main account's organization denies the call",
    fix: 'exempt {role} for account {accountId} in the resource control policy',
    confirm: "CloudTrail's errorMessage names the policy",
    evidence: 'documented',
  },
  {
    when: { ...DENIED, policyType: ['permissions boundary'] },
    cause: 'a permissions boundary does not allow the call',
    fix: 'let the boundary allow it: sts:AssumeRole for the caller, or the sending actions for {role}',
    confirm: 'aws iam get-role --role-name NAME --query Role.PermissionsBoundary',
    evidence: 'documented',
  },
  {
    when: { ...DENIED, policyType: ['session policy'] },
    cause: 'a session policy narrows the session that calls',
    fix: 'open the session of {caller} without a session policy, or with one that allows this call',
    confirm: 'look at the AssumeRole call or the permission set that opened the session',
    evidence: 'documented',
  },
  {
    when: { ...DENIED, policyType: ['VPC endpoint policy'] },
    cause: 'the policy of a VPC endpoint on the way to AWS does not allow the call',
    fix: 'let the endpoint policy allow the call, or run verify outside that VPC',
    confirm: 'aws ec2 describe-vpc-endpoints: PolicyDocument',
    evidence: 'documented',
  },
  {
    when: { code: ['ValidationError'], roleChaining: [true] },
    cause: 'a role that assumes a role gets one hour at most',
    fix: 'request 3600 seconds or less (DurationSeconds, duration_seconds in the profile)',
    confirm: 'aws sts get-caller-identity shows an assumed-role',
    evidence: 'documented',
  },
  {
    when: { code: ['RegionDisabledException'] },
    cause: 'STS of {region} is not enabled in account {accountId}',
    fix: 'enable the Region in that account, or set main.region to one that is always enabled',
    confirm: 'aws account list-regions in {accountId}',
    evidence: 'documented',
  },
  {
    when: { code: ['ExpiredToken', 'ExpiredTokenException', 'TokenRefreshRequired'] },
    cause: 'the credentials have expired',
    fix: 'sign in again (aws sso login, or a new session), then run again, or continue with --resume',
    confirm: 'aws sts get-caller-identity',
    evidence: 'documented',
  },
  {
    when: { code: ['InvalidClientTokenId', 'UnrecognizedClientException', 'InvalidAccessKeyId'] },
    cause: 'AWS does not know this access key',
    fix: 'look for old values of AWS_ACCESS_KEY_ID or AWS_SESSION_TOKEN in the environment: they win over a profile',
    confirm: 'aws configure list',
    evidence: 'documented',
  },
  {
    when: {
      code: ['SignatureDoesNotMatch', 'RequestTimeTooSkewed', 'InvalidSignatureException', 'RequestExpired'],
    },
    cause: "this machine's clock is wrong, or the secret key is",
    fix: 'set the clock (NTP); AWS accepts a difference of five minutes',
    confirm: "compare `date -u` with the Date header of AWS's answer",
    evidence: 'documented',
  },
  {
    when: { code: ['CredentialsProviderError', 'TokenProviderError', 'SSOTokenProviderFailure'] },
    cause: 'there are no credentials to call with',
    fix: 'set AWS_PROFILE or sign in (aws sso login)',
    confirm: 'aws sts get-caller-identity',
    evidence: 'observed',
  },
  {
    when: { code: ['ENOTFOUND', 'EAI_AGAIN'] },
    cause: "the name of AWS's endpoint does not resolve: DNS, VPN, or a Region without such an endpoint",
    fix: 'check DNS and the Region {region}; AWS_ENDPOINT_URL, if set, must resolve',
    confirm: 'nslookup sts.{region}.amazonaws.com',
    evidence: 'observed',
  },
  {
    when: {
      code: [
        'ECONNREFUSED',
        'ECONNRESET',
        'EHOSTUNREACH',
        'ENETUNREACH',
        'ETIMEDOUT',
        'TimeoutError',
        'EPIPE',
      ],
    },
    cause: 'no connection to AWS: a proxy or a firewall blocks it, or the endpoint does not answer',
    fix: 'allow connections to sts, sms-voice and pinpoint in {region} (the SDK does not use HTTPS_PROXY)',
    confirm: 'curl -sv https://sts.{region}.amazonaws.com',
    evidence: 'observed',
  },
  {
    // Node.js documentation, "X509 certificate error codes".
    when: {
      code: [
        'CERT_HAS_EXPIRED',
        'CERT_NOT_YET_VALID',
        'CERT_UNTRUSTED',
        'CERT_REJECTED',
        'CERT_CHAIN_TOO_LONG',
        'CERT_SIGNATURE_FAILURE',
        'UNABLE_TO_GET_ISSUER_CERT',
        'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
        'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
        'SELF_SIGNED_CERT_IN_CHAIN',
        'DEPTH_ZERO_SELF_SIGNED_CERT',
        'ERR_TLS_CERT_ALTNAME_INVALID',
      ],
    },
    cause: "AWS's certificate is not trusted: probably a proxy intercepts TLS",
    fix: "set NODE_EXTRA_CA_CERTS to the proxy's certificate",
    confirm: 'openssl s_client -connect sts.{region}.amazonaws.com:443',
    evidence: 'observed',
  },
  {
    when: {
      code: [
        'InternalServerException',
        'InternalServerErrorException',
        'InternalFailure',
        'ServiceUnavailable',
        'ServiceUnavailableException',
      ],
    },
    cause: 'AWS had a fault of its own',
    fix: 'see the AWS Health Dashboard, then --resume',
    confirm: 'https://health.aws.amazon.com',
    evidence: 'documented',
  },
];
