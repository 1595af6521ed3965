import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { AwsError } from '../aws-error';
import { readBody } from './body';
import type { WireRequest, WireResponse } from './request';

export interface HttpLimits {
  /** Bytes of a body. Pinpoint takes 7 MB. */
  maxBody: number;
  /** Milliseconds for the headers, and for the whole request. */
  headersTimeout: number;
  requestTimeout: number;
}

export const defaultLimits: HttpLimits = {
  maxBody: 7 * 1024 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
};

export type Handler = (request: WireRequest) => Promise<WireResponse>;

/** Listens on 127.0.0.1 only. Rejects with EADDRINUSE if the port is taken. */
export async function listen(port: number, limits: HttpLimits, handler: Handler): Promise<Server> {
  const server = createServer(
    {
      headersTimeout: limits.headersTimeout,
      requestTimeout: limits.requestTimeout,
      connectionsCheckingInterval: Math.min(1000, limits.headersTimeout),
      keepAliveTimeout: 60_000,
      maxHeaderSize: 64 * 1024,
    },
    (incoming, outgoing) => void serve(incoming, outgoing, limits, handler),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return server;
}

async function serve(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  limits: HttpLimits,
  handler: Handler,
): Promise<void> {
  const body = await readBody(incoming, limits.maxBody);
  if (body === 'aborted') return;
  if (body === 'too-large') {
    // The server does not read the rest.
    outgoing.writeHead(413, { 'content-type': 'application/json', connection: 'close' });
    outgoing.end(
      JSON.stringify({ __type: 'RequestEntityTooLargeException', Message: 'Request body is too large' }),
    );
    return;
  }
  const url = incoming.url ?? '/';
  const question = url.indexOf('?');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(',') : value;
  }
  const response = await handler({
    method: incoming.method ?? 'GET',
    path: question < 0 ? url : url.slice(0, question),
    query: question < 0 ? '' : url.slice(question + 1),
    headers,
    body,
  }).catch((error: unknown) => crash(error));
  outgoing.writeHead(response.status, {
    ...response.headers,
    'content-length': String(Buffer.byteLength(response.body)),
  });
  outgoing.end(response.body);
}

function crash(error: unknown): WireResponse {
  const answer = new AwsError('InternalFailure', error instanceof Error ? error.message : String(error), 500);
  const body = JSON.stringify({ __type: answer.code, Message: answer.message });
  return { status: 500, headers: { 'content-type': 'application/json' }, body };
}
