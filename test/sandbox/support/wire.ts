import { createHash, createHmac } from 'node:crypto';
import { request } from 'node:http';
import type { Keys } from './sandbox';

/** A request as a client that is not the SDK sends it, signed by this file's own SigV4. */
export interface Wire {
  method?: string;
  path?: string;
  query?: string;
  service: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** Of the signature; default: now. */
  date?: Date;
  scopeDate?: string;
  region?: string;
}

const hash = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest();

/** Headers of the signed request; the steps are those of the IAM User Guide, reference_sigv-create-signed-request. */
export function sign(url: string, keys: Keys, wire: Wire): Record<string, string> {
  const {
    service,
    region = 'us-east-1',
    body = '',
    date = new Date(),
    method = 'POST',
    path = '/',
    query = '',
  } = wire;
  const stamp = date
    .toISOString()
    .replace(/\.\d{3}/, '')
    .replace(/[-:]/g, '');
  const day = wire.scopeDate ?? stamp.slice(0, 8);
  const headers: Record<string, string> = {
    host: new URL(url).host,
    'x-amz-date': stamp,
    ...(keys.sessionToken && { 'x-amz-security-token': keys.sessionToken }),
    ...wire.headers,
  };
  const names = Object.keys(headers).sort();
  const canonical = [
    method,
    path,
    query,
    ...names.map((name) => `${name}:${headers[name]!.trim()}`),
    '',
    names.join(';'),
    hash(body),
  ].join('\n');
  const scope = `${day}/${region}/${service}/aws4_request`;
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>(
    (previous, part) => hmac(previous, part),
    `AWS4${keys.secretAccessKey}`,
  );
  const signature = createHmac('sha256', key)
    .update(['AWS4-HMAC-SHA256', stamp, scope, hash(canonical)].join('\n'))
    .digest('hex');
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${keys.accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`,
  };
}

export interface Answer {
  status: number;
  body: string;
  headers: Record<string, unknown>;
  /** The error code, in whichever form the service has it. */
  code: string;
}

export function post(
  url: string,
  headers: Record<string, string>,
  body: string | Buffer = '',
  { method = 'POST', path = '/' } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request(url, { method, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({
          status: response.statusCode!,
          body: text,
          headers: response.headers,
          code: codeOf(text, response.headers),
        });
      });
    });
    call.on('error', reject);
    call.end(body);
  });
}

function codeOf(text: string, headers: Record<string, unknown>): string {
  const typed = headers['x-amzn-errortype'] ?? /"__type":"(?:[^"#]*#)?([^"]*)"/.exec(text)?.[1];
  return String(typed ?? /<Code>([^<]*)<\/Code>/.exec(text)?.[1] ?? '');
}

/** The three kinds of service, with a call that would succeed. */
export const calls = {
  query: {
    service: 'sts',
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: 'Action=GetCallerIdentity&Version=2011-06-15',
  },
  json: {
    service: 'sms-voice',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'PinpointSMSVoiceV2.DescribeSpendLimits',
    },
    body: '{}',
  },
  rest: {
    service: 'mobiletargeting',
    path: '/v1/apps/0123456789abcdef0123456789abcdef/messages',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      Addresses: { '+14254147755': { ChannelType: 'SMS' } },
      MessageConfiguration: { SMSMessage: { Body: 'x', MessageType: 'TRANSACTIONAL' } },
    }),
  },
} satisfies Record<string, Wire>;
