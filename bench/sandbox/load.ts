import { createHash, createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';

/** Runs `count` calls, `concurrency` at a time. Returns the calls per second. */
export async function rate(
  count: number,
  concurrency: number,
  call: (index: number) => Promise<unknown>,
): Promise<number> {
  let next = 0;
  const started = performance.now();
  const work = async () => {
    while (next < count) {
      next += 1;
      await call(next);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return count / ((performance.now() - started) / 1000);
}

export interface SigningKeys {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/** A client with less overhead than the SDK: signs and sends over kept-alive connections. */
export class LeanClient {
  private readonly agent: Agent;
  private readonly signingKeys = new Map<string, Buffer>();

  constructor(
    private readonly url: URL,
    concurrency: number,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  }

  post(keys: SigningKeys, service: string, headers: Record<string, string>, body: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const call = request(
        {
          host: this.url.hostname,
          port: this.url.port,
          method: 'POST',
          path: '/',
          agent: this.agent,
          headers: this.sign(keys, service, headers, body),
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (part) => {
            text += part;
          });
          response.on('end', () => (response.statusCode === 200 ? resolve(text) : reject(new Error(text))));
        },
      );
      call.on('error', reject);
      call.end(body);
    });
  }

  private sign(
    keys: SigningKeys,
    service: string,
    more: Record<string, string>,
    body: string,
  ): Record<string, string> {
    const stamp = new Date()
      .toISOString()
      .replace(/\.\d{3}/, '')
      .replace(/[-:]/g, '');
    const headers: Record<string, string> = {
      host: this.url.host,
      'x-amz-date': stamp,
      ...(keys.sessionToken && { 'x-amz-security-token': keys.sessionToken }),
      ...more,
    };
    const names = Object.keys(headers).sort();
    const signed = names.join(';');
    const canonical = `POST\n/\n\n${names.map((name) => `${name}:${headers[name]}\n`).join('')}\n${signed}\n${sha256(body)}`;
    const scope = `${stamp.slice(0, 8)}/us-east-1/${service}/aws4_request`;
    const signature = createHmac('sha256', this.signingKey(keys, scope))
      .update(`AWS4-HMAC-SHA256\n${stamp}\n${scope}\n${sha256(canonical)}`)
      .digest('hex');
    const authorization = `AWS4-HMAC-SHA256 Credential=${keys.accessKeyId}/${scope}, SignedHeaders=${signed}, Signature=${signature}`;
    return { ...headers, authorization, 'content-length': String(Buffer.byteLength(body)) };
  }

  private signingKey({ accessKeyId, secretAccessKey }: SigningKeys, scope: string): Buffer {
    const name = `${accessKeyId}/${scope}`;
    let key = this.signingKeys.get(name);
    if (!key) {
      key = scope
        .split('/')
        .reduce<Buffer>(
          (previous, part) => createHmac('sha256', previous).update(part).digest(),
          Buffer.from(`AWS4${secretAccessKey}`),
        );
      this.signingKeys.set(name, key);
    }
    return key;
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
