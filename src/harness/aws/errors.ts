import { type Denial, denialIn } from './denial';

/** An error of a call, as data: what AWS said, or what kept the call from AWS. */
export interface CallError {
  /** AWS's code without namespace; if AWS was not reached, Node's (`ENOTFOUND`) or the SDK's. */
  code: string;
  /** The Reason member of SMS Voice v2's exceptions, empty if there is none. */
  reason: string;
  message: string;
  /** What the message names, if it is a denial. */
  denial: Denial;
  /** The resource of SMS Voice v2's exceptions (ResourceType and ResourceId), `TYPE/ID`; empty if there is none. */
  resource: string;
  httpStatus?: number;
  requestId?: string;
  /** `aws`: an answer of the service; `credentials`: there are none; `network`: no answer. */
  kind: 'aws' | 'credentials' | 'network';
  /** If an earlier call failed and not the probe's own; `reference`: a send that must work first. */
  at?: 'become' | 'assume' | 'reference';
  /** Whose policy denied it, according to IAM's simulator. */
  deniedBy?: SimulatedDenial;
}

/**
 * Across accounts AWS does not say whose policy denied an AssumeRole. IAM's simulator evaluates the caller's own
 * side: its policies, its permissions boundary and its organization's SCPs. If all allow the call, the trust policy
 * denied it.
 */
export type SimulatedDenial = 'assumePolicy' | 'boundary' | 'organization' | 'trust';

/** What one call came to. */
export type Outcome =
  | { ok: true; messageId?: string; arn?: string; requestId?: string }
  | { ok: false; error: CallError };

const CREDENTIAL_ERRORS = new Set([
  'CredentialsProviderError',
  'TokenProviderError',
  'SSOTokenProviderFailure',
]);
/** The codes by which services say that they throttled a call. */
export const THROTTLING_CODES = [
  'ThrottlingException',
  'Throttling',
  'ThrottledException',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'THROTTLED',
] as const;
/** The codes by which services say that IAM denied a call. */
export const DENIAL_CODES = ['AccessDenied', 'AccessDeniedException', 'ForbiddenException'] as const;

export function toCallError(thrown: unknown): CallError {
  const error = thrown as {
    name?: string;
    code?: string;
    message?: string;
    Reason?: string;
    ResourceType?: string;
    ResourceId?: string;
    deniedBy?: SimulatedDenial;
    $metadata?: { httpStatusCode?: number; requestId?: string };
  };
  const httpStatus = error.$metadata?.httpStatusCode;
  const name = (error.name ?? '').split('#').at(-1) ?? '';
  const kind = httpStatus !== undefined ? 'aws' : CREDENTIAL_ERRORS.has(name) ? 'credentials' : 'network';
  const message = oneLine(error.message ?? String(thrown));
  return {
    code: kind === 'network' ? (error.code ?? (name || 'Error')) : name,
    reason: error.Reason ?? '',
    message,
    denial: denialIn(message),
    resource: [error.ResourceType, error.ResourceId].filter(Boolean).join('/'),
    httpStatus,
    requestId: error.$metadata?.requestId,
    kind,
    ...(error.deniedBy && { deniedBy: error.deniedBy }),
  };
}

export function isThrottling({ code, httpStatus }: CallError): boolean {
  return (THROTTLING_CODES as readonly string[]).includes(code) || httpStatus === 429;
}

/** AWS had a fault, was too busy or was not reached: nothing was decided. */
export function isTransient(error: CallError): boolean {
  return error.kind === 'network' || isThrottling(error) || (error.httpStatus ?? 0) >= 500;
}

/** A proxy that intercepts TLS, a name that does not resolve, a closed port, or the run itself: nothing was sent. */
const NEVER_LEFT =
  /^(HeldBack|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|CERT_.*|UNABLE_TO_.*|SELF_SIGNED.*|DEPTH_ZERO.*)$/;
/** Pinpoint's results in an answer of 200 that say that nothing was sent (API reference, MessageResult). */
const NOT_SENT = new Set(['PERMANENT_FAILURE', 'OPT_OUT']);
const REQUEST_TIMEOUT = 408;

/**
 * Might AWS have accepted a message all the same? Sending has no idempotency token (API reference, SendTextMessage),
 * so every uncertain answer counts as perhaps: 5xx, a timeout, a broken connection.
 */
export function mayHaveArrived(error: CallError): boolean {
  const { at, code, kind, httpStatus = 0 } = error;
  if (at || kind === 'credentials' || isThrottling(error)) return false;
  if (kind === 'network') return !NEVER_LEFT.test(code);
  if (httpStatus < 400) return !NOT_SENT.has(code);
  return httpStatus >= 500 || httpStatus === REQUEST_TIMEOUT;
}

/**
 * IAM denied the call. An AccessDeniedException with a Reason comes from End User Messaging (account disabled,
 * reputation) and not from IAM: API reference of SendTextMessage, AccessDeniedException.
 */
export function isIamDenial({ code, reason, message }: CallError): boolean {
  const denied = (DENIAL_CODES as readonly string[]).includes(code);
  return denied && reason === '' && /not authorized to perform/i.test(message);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
