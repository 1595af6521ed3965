import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What happens to a call: `undefined` lets it through; `after` means that AWS has performed it. */
export type Mishap =
  | { after: 'reset' }
  | { after: 'answer'; status: number; body: string }
  | { before: 'answer'; status: number; body: string };

/** A real send by either API, not a dry run. */
export function isRealSend({ url = '', headers }: IncomingMessage, body: string): boolean {
  if (/\/v1\/apps\/[^/]+\/messages/.test(url)) return true;
  return /\.SendTextMessage$/.test(String(headers['x-amz-target'])) && !JSON.parse(body).DryRun;
}

/** A proxy between the SDK and the sandbox while `work` runs; it sets AWS_ENDPOINT_URL of this process. */
export async function withMishaps<T>(
  mishap: (call: IncomingMessage, body: string) => Mishap | undefined,
  work: () => Promise<T>,
): Promise<T> {
  const behind = process.env.AWS_ENDPOINT_URL!;
  const server = createServer((call, answer) => void pass(call, answer, behind, mishap));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    return await work();
  } finally {
    process.env.AWS_ENDPOINT_URL = behind;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

async function pass(
  call: IncomingMessage,
  answer: ServerResponse,
  behind: string,
  mishap: (call: IncomingMessage, body: string) => Mishap | undefined,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of call) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const due = mishap(call, body.toString());
  const reply = (status: number, text: string | Buffer, headers: object = {}) =>
    answer.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', ...headers }).end(text);
  if (due && 'before' in due) return void reply(due.status, due.body);
  const { method, headers } = call;
  const forwarded = request(new URL(call.url!, behind), { method, headers }, async (real) => {
    const answered: Buffer[] = [];
    for await (const chunk of real) answered.push(chunk);
    if (due?.after === 'reset') call.socket.destroy();
    else if (due?.after === 'answer') reply(due.status, due.body);
    else reply(real.statusCode!, Buffer.concat(answered), real.headers);
  });
  forwarded.end(body);
}
