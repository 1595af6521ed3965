import { createHash } from 'node:crypto';
import { type Keys, profile, sender, startTest, type TestSandbox, verifier } from './support/sandbox';
import { type Answer, calls, post, sign, type Wire } from './support/wire';

let sandbox: TestSandbox;
let keys: Keys;
beforeAll(async () => {
  sandbox = await startTest();
  keys = profile(sandbox, 'tendlc-sandbox-main');
});
afterAll(() => sandbox.close());

const send = (wire: Wire, headers: Record<string, string>, body = wire.body): Promise<Answer> =>
  post(sandbox.url, headers, body, wire);

it.each(Object.entries(calls))('accepts a signature made by other code: %s', async (_, wire: Wire) => {
  expect(await send(wire, sign(sandbox.url, keys, wire))).toMatchObject({ status: 200 });
});

/** The same fault, in the code of each kind of service. */
const MISSING = ['MissingAuthenticationToken', 'MissingAuthenticationTokenException'];
const INVALID_KEY = ['InvalidClientTokenId', 'UnrecognizedClientException'];
const MISMATCH = ['SignatureDoesNotMatch', 'InvalidSignatureException'];
const INCOMPLETE = ['IncompleteSignature', 'IncompleteSignatureException'];

type Headers = Record<string, string>;
const faults: [string, string[], (wire: Wire) => Headers][] = [
  ['unsigned', MISSING, (wire) => ({ ...wire.headers })],
  [
    'an unknown key',
    INVALID_KEY,
    (wire) => sign(sandbox.url, { ...keys, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' }, wire),
  ],
  ['a wrong secret', MISMATCH, (wire) => sign(sandbox.url, { ...keys, secretAccessKey: 'wrong' }, wire)],
  [
    'a token that a user has not',
    INVALID_KEY,
    (wire) => sign(sandbox.url, { ...keys, sessionToken: 'token' }, wire),
  ],
  [
    'a changed header',
    MISMATCH,
    (wire) => ({ ...sign(sandbox.url, keys, wire), 'content-type': 'text/plain' }),
  ],
  ['another host', MISMATCH, (wire) => ({ ...sign(sandbox.url, keys, wire), host: 'sts.amazonaws.com' })],
  ['another service', MISMATCH, (wire) => retarget(sign(sandbox.url, keys, wire))],
  [
    'a payload hash of something else',
    MISMATCH,
    (wire) => signed(wire, { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' }),
  ],
  [
    'a header that is not signed',
    MISMATCH,
    (wire) => ({ ...sign(sandbox.url, keys, wire), 'x-amz-meta': 'x' }),
  ],
  ['from the past', MISMATCH, (wire) => sign(sandbox.url, keys, { ...wire, date: minutes(-6) })],
  ['from the future', MISMATCH, (wire) => sign(sandbox.url, keys, { ...wire, date: minutes(6) })],
  ['a scope of another day', MISMATCH, (wire) => sign(sandbox.url, keys, { ...wire, scopeDate: '20200101' })],
  ['no signature in it', INCOMPLETE, (wire) => cut(sign(sandbox.url, keys, wire), /, Signature=.*/)],
  ['half a scope', INCOMPLETE, (wire) => cut(sign(sandbox.url, keys, wire), /\/aws4_request/)],
  ['another algorithm', INCOMPLETE, (wire) => ({ ...wire.headers, authorization: 'Basic dXNlcjpwYXNz' })],
];

const minutes = (count: number) => new Date(Date.now() + count * 60_000);
const signed = (wire: Wire, headers: Headers) =>
  sign(sandbox.url, keys, { ...wire, headers: { ...wire.headers, ...headers } });
const cut = (headers: Headers, part: RegExp) => ({
  ...headers,
  authorization: headers.authorization!.replace(part, ''),
});
/** The scope says another service than what was signed. */
const retarget = (headers: Headers) => ({
  ...headers,
  authorization: headers.authorization!.replace(/(us-east-1)\/(sts|sms-voice|mobiletargeting)/, '$1/iam'),
});

describe.each(Object.entries(calls))('%s', (_, wire: Wire) => {
  it.each(faults)('refuses %s', async (name, codes, headers) => {
    const before = sandbox.messages().length;
    const answer = await send(wire, headers(wire));
    expect([400, 403]).toContain(answer.status);
    // A scope that names another service is answered as that service answers.
    expect(codes.concat(name === 'another service' ? MISMATCH : [])).toContain(answer.code);
    expect(sandbox.messages().length).toBe(before);
  });

  it('refuses a changed body behind a signed hash of the original', async () => {
    const hash = createHash('sha256').update(wire.body!).digest('hex');
    const headers = signed(wire, { 'x-amz-content-sha256': hash });
    expect((await send(wire, headers)).status).toBe(200);
    expect(MISMATCH).toContain((await send(wire, headers, `${wire.body} `)).code);
  });

  it('refuses a changed body', async () => {
    const answer = await send(wire, sign(sandbox.url, keys, wire), `${wire.body} `);
    expect(MISMATCH).toContain(answer.code);
  });
});

it('accepts a signature again while it is fresh, as AWS does, and never later', async () => {
  const headers = sign(sandbox.url, keys, calls.query);
  expect((await send(calls.query, headers)).status).toBe(200);
  expect((await send(calls.query, headers)).status).toBe(200);
  sandbox.advance(6 * 60_000);
  const late = await send(calls.query, headers);
  sandbox.advance(-6 * 60_000);
  expect(late.code).toBe('SignatureDoesNotMatch');
  expect(late.body).toMatch(/Signature expired/);
});

it('accepts every Region in the scope for STS', async () => {
  const wire = { ...calls.query, region: 'eu-north-1' };
  expect((await send(wire, sign(sandbox.url, keys, wire))).status).toBe(200);
});

describe('temporary credentials', () => {
  const caller = (by: Keys) => send(calls.query, sign(sandbox.url, by, calls.query));

  it('need their own token', async () => {
    const [one, other] = [await sender(sandbox), await verifier(sandbox)];
    expect((await caller(one)).status).toBe(200);
    expect((await caller({ ...one, sessionToken: undefined })).code).toBe('InvalidClientTokenId');
    expect((await caller({ ...one, sessionToken: other.sessionToken })).code).toBe('InvalidClientTokenId');
  });

  it('expire', async () => {
    const session = await sender(sandbox);
    const hour = 3_600_000;
    sandbox.advance(hour + 1000);
    // The signature is of the sandbox's time, so that only the token can be too old.
    const wire = { ...calls.query, date: new Date(Date.now() + hour + 1000) };
    const answer = await send(wire, sign(sandbox.url, session, wire));
    sandbox.advance(-hour - 1000);
    expect(answer).toMatchObject({ status: 403, code: 'ExpiredToken' });
  });

  it('end with their role, even if it is recreated', async () => {
    const session = await sender(sandbox);
    const roles = sandbox.world.accounts.get('111122223333')!.roles;
    const role = roles.get('tendlcsender-development')!;
    roles.set('tendlcsender-development', { ...role, id: 'AROAAAAAAAAAAAAAAAAAA' });
    const answer = await caller(session);
    roles.set('tendlcsender-development', role);
    expect(answer.code).toBe('InvalidClientTokenId');
  });
});

describe('AssumeRoleWithWebIdentity, which is not signed', () => {
  const token = (claims: object) => `x.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;
  const ask = (WebIdentityToken: string) =>
    post(
      sandbox.url,
      { 'content-type': 'application/x-www-form-urlencoded' },
      new URLSearchParams({
        Action: 'AssumeRoleWithWebIdentity',
        Version: '2011-06-15',
        RoleArn: 'arn:aws:iam::111122223333:role/tendlc/TenDlcSender-development',
        RoleSessionName: 'web',
        WebIdentityToken,
      }).toString(),
    );

  it.each<[string, string, string, RegExp]>([
    [
      'a token of an issuer',
      token({ iss: 'https://issuer.example' }),
      'InvalidIdentityToken',
      /No OpenIDConnect provider found in your account for https:\/\/issuer\.example/,
    ],
    ['a text that is not a token', 'no-token', 'InvalidIdentityToken', /not a valid JWT/],
    ['a token without an issuer', token({ iss: 1 }), 'InvalidIdentityToken', /not a valid JWT/],
    ['next to nothing', 'x', 'ValidationError', /webIdentityToken/],
  ])('refuses %s', async (_, text, code, message) => {
    expect(await ask(text)).toMatchObject({ status: 400, code, body: expect.stringMatching(message) });
  });
});
