import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { WireRequest } from '../http/request';
import type { AccessKey } from '../world/world-model';

/** What is wrong with a signature or its credentials. Each protocol has its own code and message for it. */
export type AuthenticationProblem =
  | { kind: 'missing' }
  | { kind: 'incomplete'; detail: string }
  | { kind: 'unknown-key' }
  | { kind: 'expired-token' }
  | { kind: 'mismatch'; detail: string };

export interface CredentialScope {
  accessKeyId: string;
  /** YYYYMMDD. */
  date: string;
  region: string;
  service: string;
}

interface Authorization extends CredentialScope {
  signedHeaders: string[];
  signature: string;
}

/** AWS accepts a signature for five minutes around its time (IAM User Guide, signing-request). */
const MAX_SKEW_MINUTES = 5;
const MISMATCH =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';

export function parseAuthorization(request: WireRequest): Authorization | AuthenticationProblem {
  const header = request.headers.authorization;
  if (!header) return { kind: 'missing' };
  if (!header.startsWith('AWS4-HMAC-SHA256')) {
    return {
      kind: 'incomplete',
      detail: `Unsupported AWS 'algorithm': '${header.split(' ')[0]!.slice(0, 40)}'.`,
    };
  }
  const part = (name: string) => new RegExp(`[ ,]${name}=([^, ]+)`).exec(header)?.[1];
  const missing = ['Credential', 'SignedHeaders', 'Signature'].filter((name) => part(name) === undefined);
  if (missing.length > 0) {
    const detail = missing.map((name) => `Authorization header requires '${name}' parameter.`).join(' ');
    return { kind: 'incomplete', detail };
  }
  const scope = part('Credential')!.split('/');
  const [accessKeyId, date, region, service, terminator] = scope;
  if (scope.length !== 5 || terminator !== 'aws4_request' || !/^\d{8}$/.test(date!) || !region || !service) {
    return { kind: 'incomplete', detail: 'Credential must have 5 elements and end with aws4_request.' };
  }
  return {
    accessKeyId: accessKeyId!,
    date: date!,
    region,
    service,
    signedHeaders: part('SignedHeaders')!.toLowerCase().split(';'),
    signature: part('Signature')!,
  };
}

/**
 * Signs the request again, with the headers and the scope that its sender signed, and compares in constant time.
 * SDKs sign IAM for any Region behind a custom endpoint, so the scope's Region is taken from the request.
 */
export async function verifySignature(
  request: WireRequest,
  authorization: Authorization,
  key: AccessKey,
  now: number,
): Promise<AuthenticationProblem | undefined> {
  const unsigned = ['host', ...Object.keys(request.headers)].find(
    (name) =>
      (name === 'host' || (name.startsWith('x-amz-') && name !== 'x-amz-security-token')) &&
      !authorization.signedHeaders.includes(name),
  );
  if (unsigned) {
    return { kind: 'mismatch', detail: `'${unsigned}' must be a 'SignedHeader' in the AWS Authorization.` };
  }
  const claimedHash = request.headers['x-amz-content-sha256'];
  if (claimedHash !== undefined && !sameText(claimedHash, sha256Hex(request.body))) {
    return { kind: 'mismatch', detail: MISMATCH };
  }
  const sentAt = requestTime(request);
  if (!sentAt) {
    const detail = "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.";
    return { kind: 'incomplete', detail };
  }
  const headers: Record<string, string> = {};
  for (const name of authorization.signedHeaders) {
    const value = Object.hasOwn(request.headers, name) ? request.headers[name] : undefined;
    if (value === undefined) return { kind: 'mismatch', detail: MISMATCH };
    headers[name] = value;
  }
  const stamp = compact(sentAt);
  if (stamp.slice(0, 8) !== authorization.date) {
    const detail = `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${authorization.date}' != '${stamp.slice(0, 8)}', from '${stamp}'.`;
    return { kind: 'mismatch', detail };
  }
  const signed = await signerOf(key).sign(
    {
      method: request.method,
      protocol: 'http:',
      hostname: 'localhost',
      path: request.path,
      query: parseQuery(request.query),
      headers,
      body: request.body,
    },
    {
      signingDate: sentAt,
      signingRegion: authorization.region,
      signingService: authorization.service,
      signableHeaders: new Set(authorization.signedHeaders),
    },
  );
  const expected = signed.headers.authorization!.split('Signature=')[1]!;
  if (!sameText(expected, authorization.signature)) return { kind: 'mismatch', detail: MISMATCH };
  return outsideWindow(sentAt.getTime(), now);
}

function outsideWindow(sentAt: number, now: number): AuthenticationProblem | undefined {
  const window = MAX_SKEW_MINUTES * 60_000;
  const [sent, here] = [compact(new Date(sentAt)), compact(new Date(now))];
  if (sentAt < now - window) {
    const edge = compact(new Date(now - window));
    const detail = `Signature expired: ${sent} is now earlier than ${edge} (${here} - ${MAX_SKEW_MINUTES} min.)`;
    return { kind: 'mismatch', detail };
  }
  if (sentAt > now + window) {
    const edge = compact(new Date(now + window));
    const detail = `Signature not yet current: ${sent} is still later than ${edge} (${here} + ${MAX_SKEW_MINUTES} min.)`;
    return { kind: 'mismatch', detail };
  }
  return undefined;
}

function requestTime(request: WireRequest): Date | undefined {
  const stamp = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(request.headers['x-amz-date'] ?? '');
  const text = stamp
    ? `${stamp[1]}-${stamp[2]}-${stamp[3]}T${stamp[4]}:${stamp[5]}:${stamp[6]}Z`
    : request.headers['x-amz-date'] === undefined
      ? (request.headers.date ?? '')
      : '';
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function compact(date: Date): string {
  return date
    .toISOString()
    .replace(/\.\d{3}/, '')
    .replace(/[-:]/g, '');
}

function parseQuery(query: string): Record<string, string | string[]> {
  const parsed: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of new URLSearchParams(query)) {
    const before = parsed[name];
    parsed[name] = before === undefined ? value : [before, value].flat();
  }
  return parsed;
}

function sha256Hex(data: Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

export function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Node's own hash, because it is faster than the signer's. */
class Sha256 {
  private readonly hash;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret as Uint8Array);
  }
  update(data: Uint8Array): void {
    this.hash.update(data);
  }
  async digest(): Promise<Uint8Array> {
    return this.hash.digest();
  }
  reset(): void {}
}

const signers = new WeakMap<AccessKey, SignatureV4>();

function signerOf(key: AccessKey): SignatureV4 {
  let signer = signers.get(key);
  if (!signer) {
    signer = new SignatureV4({
      credentials: { accessKeyId: key.accessKeyId, secretAccessKey: key.secretAccessKey },
      region: 'us-east-1',
      service: 'sts',
      sha256: Sha256,
      applyChecksum: false,
    });
    signers.set(key, signer);
  }
  return signer;
}
