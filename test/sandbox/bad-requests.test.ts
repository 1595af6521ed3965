import { connect, createServer, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import fc from 'fast-check';
import { startSandbox } from '../../src/sandbox';
import { type Keys, profile, scratch, startTest, type TestSandbox } from './support/sandbox';
import { type Answer, calls, post, sign, type Wire } from './support/wire';

let sandbox: TestSandbox;
let keys: Keys;
beforeAll(async () => {
  sandbox = await startTest({ limits: { maxBody: 100_000, headersTimeout: 300, requestTimeout: 600 } });
  keys = profile(sandbox, 'tendlc-sandbox-main');
});
afterAll(() => sandbox.close());
// After every bad request it still answers and has sent nothing.
afterEach(async () => {
  expect((await send(calls.query)).status).toBe(200);
  expect(sandbox.messages()).toEqual([]);
});

const send = (wire: Wire): Promise<Answer> =>
  post(sandbox.url, sign(sandbox.url, keys, wire), wire.body, wire);
const json = (body: string | Buffer, more: Record<string, string> = {}): Wire => ({
  ...calls.json,
  headers: { ...calls.json.headers, 'x-amz-target': 'PinpointSMSVoiceV2.SendTextMessage', ...more },
  body,
});
const query = (body: string): Wire => ({ ...calls.query, body });

it.each<[string, Wire, number, string]>([
  ['JSON that breaks off', json('{"DestinationPhoneNumber": "+1425'), 400, 'SerializationException'],
  ['JSON that is not an object', json('[]'), 400, 'SerializationException'],
  ['bytes that are not a text', json(Buffer.from([0xff, 0xfe, 0x7b])), 400, 'SerializationException'],
  ['a number for a string', json('{"DestinationPhoneNumber": 14254147755}'), 400, 'SerializationException'],
  ['a string for a boolean', json('{"DryRun": "true"}'), 400, 'SerializationException'],
  ['an object for a string', json('{"MessageBody": {}}'), 400, 'SerializationException'],
  ['a list for a map', json('{"Context": []}'), 400, 'SerializationException'],
  [
    'JSON as a form',
    json('{}', { 'content-type': 'application/x-www-form-urlencoded' }),
    404,
    'UnknownOperationException',
  ],
  ['JSON as text', json('{}', { 'content-type': 'text/plain' }), 404, 'UnknownOperationException'],
  ['another target', json('{}', { 'x-amz-target': 'Other.SendTextMessage' }), 501, 'NotImplemented'],
  [
    'an operation that is not there',
    json('{}', { 'x-amz-target': 'PinpointSMSVoiceV2.CreatePool' }),
    501,
    'NotImplemented',
  ],
  [
    'a member of Object',
    json('{}', { 'x-amz-target': 'PinpointSMSVoiceV2.constructor' }),
    501,
    'NotImplemented',
  ],
  ['a form of no action', query(''), 400, 'MissingAction'],
  ['a form of another version', query('Action=GetCallerIdentity&Version=2010-05-08'), 400, 'InvalidAction'],
  [
    'an action that is not there',
    query('Action=GetFederationToken&Version=2011-06-15'),
    501,
    'NotImplemented',
  ],
  [
    'a number that is none',
    query('Action=AssumeRole&Version=2011-06-15&DurationSeconds=1h'),
    400,
    'MalformedInput',
  ],
  [
    'a form with broken escapes',
    query('Action=AssumeRole&Version=2011-06-15&RoleArn=%zz'),
    400,
    'ValidationError',
  ],
  ['a service that is not there', { ...calls.query, service: 's3' }, 501, 'NotImplemented'],
  ['a service named __proto__', { ...calls.query, service: '__proto__' }, 501, 'NotImplemented'],
  ['a path that Pinpoint has not', { ...calls.rest, path: '/v1/apps' }, 501, 'NotImplemented'],
  [
    'a form for Pinpoint',
    { ...calls.rest, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    400,
    'BadRequestException',
  ],
])('refuses %s', async (_, wire, status, code) => {
  expect(await send(wire)).toMatchObject({ status, code });
});

it('names an operation that it does not have', async () => {
  const answer = await send({ ...calls.query, body: 'Action=GetSessionToken&Version=2011-06-15' });
  expect(answer.body).toContain('sts:GetSessionToken');
});

it('refuses a body over the limit and stops reading', async () => {
  const body = 'x'.repeat(200_000);
  expect((await post(sandbox.url, sign(sandbox.url, keys, json(body)), body)).status).toBe(413);
});

it.each(['SendTextMessage', 'DescribePhoneNumbers'])(
  'refuses random members, without an internal error: %s',
  async (name) => {
    const target = { 'x-amz-target': `PinpointSMSVoiceV2.${name}` };
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), async (members) => {
        // A destination that is never right: nothing may be sent whatever else there is.
        const body = JSON.stringify({ ...members, DestinationPhoneNumber: 'somebody', MaxResults: 0 });
        const answer = await send(json(body, target));
        expect(answer.status).toBe(400);
      }),
      { numRuns: 60 },
    );
  },
);

it('never fails on a random form', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string(), fc.webQueryParameters(), async (value, rest) => {
      const body = `Action=AssumeRole&Version=2011-06-15&RoleArn=${encodeURIComponent(value)}&${rest}`;
      expect((await send(query(body))).status).toBeLessThan(500);
    }),
    { numRuns: 60 },
  );
});

/** Text as it is, over a socket. */
function raw(text: string, wait = 2000): Promise<string> {
  return new Promise((resolve) => {
    const { port } = new URL(sandbox.url);
    const socket: Socket = connect(Number(port), '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', (data) => {
      answer += data;
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', () => resolve(answer));
    setTimeout(() => socket.destroy(), wait).unref();
  });
}

it.each([
  ['headers that never end', 'POST / HTTP/1.1\r\nHost: x\r\n', /408|^$/],
  ['a body that never ends', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc', /408|^$/],
  ['bytes that are not HTTP', '\u0016\u0003\u0001\u0002\u0000\u0001', /400|^$/],
  ['headers without bound', `GET / HTTP/1.1\r\n${'X: y\r\n'.repeat(40_000)}\r\n`, /431|400|^$/],
])('ends %s', async (_, text, wanted) => {
  const started = Date.now();
  expect(await raw(text, 8000)).toMatch(wanted);
  expect(Date.now() - started).toBeLessThan(8000);
});

it('survives a client that disconnects in the middle of its body', async () => {
  await raw('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc', 50);
});

it('listens on loopback only', async () => {
  const { port, hostname } = new URL(sandbox.url);
  expect(hostname).toBe('127.0.0.1');
  const others = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4');
  for (const { address } of others) {
    const reached = await new Promise((resolve) => {
      const socket = connect({ port: Number(port), host: address, timeout: 1000 }, () => resolve(true));
      for (const event of ['error', 'timeout']) socket.on(event, () => resolve(false));
    });
    expect(reached).toBe(false);
  }
});

it('reports that its port is taken', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as { port: number };
  await expect(startSandbox({ port, directory: scratch() })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await new Promise((resolve) => other.close(resolve));
});
