import type { Cause } from './types';

/** What keeps a call from being judged at all: credentials, clocks, quotas, the network, AWS's own faults. */
export const connectionCauses: readonly Cause[] = [
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
    cause: 'AWS had a fault of its own',
    fix: 'see the AWS Health Dashboard, then --resume',
    confirm: 'https://health.aws.amazon.com',
    evidence: 'documented',
  },
];
