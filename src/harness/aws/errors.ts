/** An error of a call, as data: what AWS said, or what kept the call from AWS. */
export interface CallError {
  /** AWS's code without namespace; for what never reached AWS, Node's (`ENOTFOUND`) or the SDK's. */
  code: string;
  /** The Reason member of SMS Voice v2's exceptions, empty where none. */
  reason: string;
  message: string;
  httpStatus?: number;
  requestId?: string;
  /** `aws`: an answer of the service; `credentials`: none could be found; `network`: no answer. */
  kind: 'aws' | 'credentials' | 'network';
  /** Where it was not the probe's own call that failed but the way to it; `reference`: a send that must work first. */
  at?: 'become' | 'assume' | 'reference';
  /**
   * Across accounts AWS does not say whose policy refused an AssumeRole; IAM's simulator, asked about the caller's
   * own side, then does: `assumePolicy` where that side refuses, `trust` where it allows.
   */
  side?: 'assumePolicy' | 'trust';
}

/** What one call came to. */
export type Outcome = { ok: true; messageId?: string; arn?: string } | { ok: false; error: CallError };

const credentialErrors = new Set([
  'CredentialsProviderError',
  'TokenProviderError',
  'SSOTokenProviderFailure',
]);
const throttling = new Set([
  'ThrottlingException',
  'Throttling',
  'ThrottledException',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'THROTTLED',
]);

export function toCallError(thrown: unknown): CallError {
  const error = thrown as {
    name?: string;
    code?: string;
    message?: string;
    Reason?: string;
    $metadata?: { httpStatusCode?: number; requestId?: string };
  };
  const httpStatus = error.$metadata?.httpStatusCode;
  const name = (error.name ?? '').split('#').at(-1) ?? '';
  const kind = httpStatus !== undefined ? 'aws' : credentialErrors.has(name) ? 'credentials' : 'network';
  return {
    code: kind === 'network' ? (error.code ?? (name || 'Error')) : name,
    reason: error.Reason ?? '',
    message: oneLine(error.message ?? String(thrown)),
    httpStatus,
    requestId: error.$metadata?.requestId,
    kind,
  };
}

export function isThrottling({ code, httpStatus }: CallError): boolean {
  return throttling.has(code) || httpStatus === 429;
}

/** Nothing was decided: AWS had a fault, was too busy or was not reached. */
export function isTransient(error: CallError): boolean {
  return error.kind === 'network' || isThrottling(error) || (error.httpStatus ?? 0) >= 500;
}

/** A proxy that opens TLS, a name that does not resolve, a closed port, or this run itself: nothing went out. */
const neverLeft =
  /^(HeldBack|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|CERT_.*|UNABLE_TO_.*|SELF_SIGNED.*|DEPTH_ZERO.*)$/;
/** Pinpoint's verdicts in an answer of 200 that say that nothing was sent (API reference, MessageResult). */
const refused = new Set(['PERMANENT_FAILURE', 'OPT_OUT']);
const requestTimeout = 408;

/**
 * May AWS have accepted a message all the same? Sending has no idempotency token (API reference, SendTextMessage), so
 * whatever is not certain counts as perhaps: an answer of 5xx, a timeout, a connection that broke.
 */
export function mayHaveArrived(error: CallError): boolean {
  const { at, code, kind, httpStatus = 0 } = error;
  if (at || kind === 'credentials' || isThrottling(error)) return false;
  if (kind === 'network') return !neverLeft.test(code);
  if (httpStatus < 400) return !refused.has(code);
  return httpStatus >= 500 || httpStatus === requestTimeout;
}

/**
 * IAM said no. An AccessDeniedException with a Reason is End User Messaging's own no (account disabled, reputation)
 * and not IAM's: API reference of SendTextMessage, AccessDeniedException.
 */
export function isIamDenial({ code, reason, message }: CallError): boolean {
  const denied = code === 'AccessDenied' || code === 'AccessDeniedException' || code === 'ForbiddenException';
  return denied && reason === '' && /not authorized to perform/i.test(message);
}

/**
 * Which policy AWS names as the one that refused, where it does. Cross-account denials often name none
 * (IAM user guide, "Troubleshoot access denied error messages").
 */
export function refusedBy({ message }: CallError): string {
  const layers =
    /(service control policy|resource control policy|permissions boundary|session policy|identity-based policy|VPC endpoint policy|role trust policy|resource-based policy)/i;
  return message.match(layers)?.[1]?.toLowerCase() ?? '';
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
