import { readFileSync } from 'node:fs';
import { createServer, type Http2Server, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { decode, encode, UNKNOWN } from './msgpack';
import { type Field, fieldsOf, message } from './protobuf';
import { providerArguments, providerBlocks, types } from './schema';

/**
 * Stands in for hashicorp/aws, which cannot be had without the Registry: it speaks Terraform's plugin protocol 5
 * (docs/plugin-protocol/tfplugin5.proto), knows the resource types of the stacks, and creates nothing. So Terraform's
 * own plans of the very cdk.tf.json can be seen, with all that Terraform itself puts into them.
 */
export interface StandIn {
  /** For TF_REATTACH_PROVIDERS. */
  reattach: string;
  close(): void;
}

/** `drift`: a JSON file with attributes that reading a resource finds changed, by type and name: `{"aws_iam_role X": {…}}`. */
export async function startStandIn(drift?: string): Promise<StandIn> {
  const server = createServer();
  // Terraform connects once for each provider configuration, so a connection knows its account.
  server.on('session', (session) => {
    const context: Context = { accountId: '', drift };
    session.on('stream', (stream, headers) => answer(stream, String(headers[':path']), context));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { reattach: reattachOf(server), close: () => server.close() };
}

function reattachOf(server: Http2Server): string {
  const { port } = server.address() as AddressInfo;
  const provider = {
    Protocol: 'grpc',
    ProtocolVersion: 5,
    Pid: process.pid,
    Test: true,
    Addr: { Network: 'tcp', String: `127.0.0.1:${port}` },
  };
  return JSON.stringify({ 'registry.terraform.io/hashicorp/aws': provider });
}

type Values = Record<string, unknown>;

interface Context {
  accountId: string;
  drift?: string;
}

function answer(stream: ServerHttp2Stream, path: string, context: Context): void {
  const method = methods[path.replace('/tfplugin5.Provider/', '')];
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('error', () => {});
  // A stream that is not of the provider (go-plugin's broker) stays open on the other side: refused at once.
  if (!method) finish(stream, undefined, 12);
  else
    stream.on('end', () => finish(stream, method(fieldsOf(Buffer.concat(chunks).subarray(5)), context), 0));
}

function finish(stream: ServerHttp2Stream, body: Buffer | undefined, status: number): void {
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': String(status) }));
  if (!body) {
    stream.end();
    return;
  }
  const head = Buffer.alloc(5);
  head.writeUInt32BE(body.length, 1);
  stream.end(Buffer.concat([head, body]));
}

type Method = (request: Map<number, Buffer>, context: Context) => Buffer;

const methods: Record<string, Method> = {
  GetSchema: () => schemaMessage(),
  PrepareProviderConfig: (request) => message([1, request.get(1)!]),
  Configure: (request, context) => {
    const config = decoded(request.get(2)!);
    context.accountId = Array.isArray(config?.allowed_account_ids)
      ? String(config.allowed_account_ids[0])
      : '';
    return message();
  },
  ValidateResourceTypeConfig: () => message(),
  UpgradeResourceState: (request) => {
    const json = fieldsOf(request.get(3)!).get(1)!;
    return message([1, dynamic(JSON.parse(json.toString()))]);
  },
  ReadResource: (request, { drift }) => {
    const type = request.get(1)!.toString();
    const state = decoded(request.get(2)!);
    const found = drift ? JSON.parse(readFileSync(drift, 'utf8')) : {};
    const changed = found[`${type} ${nameOf(state)}`];
    return message([1, dynamic(changed === null ? null : { ...state, ...changed })]);
  },
  PlanResourceChange: (request) => {
    const type = request.get(1)!.toString();
    const planned = plan(type, decoded(request.get(2)!), decoded(request.get(3)!));
    const replaced = planned.replace.map((name): Field => [2, message([1, message([1, name])])]);
    return message([1, dynamic(planned.state)], ...replaced, [5, true]);
  },
  ApplyResourceChange: (request, { accountId }) => {
    const type = request.get(1)!.toString();
    return message([1, dynamic(apply(type, decoded(request.get(3)!), accountId))], [4, true]);
  },
  ImportResourceState: (request) => {
    const type = request.get(1)!.toString();
    const [name, policy] = request.get(2)!.toString().split(':');
    const { set, computed } = types[type]!;
    const empty = Object.fromEntries(
      [...Object.keys(set), ...Object.keys(computed)].map((key) => [key, null]),
    );
    // What it is otherwise, reading it says: see `drift`.
    const known = policy ? { role: name, name: policy } : { name };
    return message([1, message([1, type], [2, dynamic({ ...empty, id: name, ...known })])]);
  },
  Stop: () => message(),
};

function plan(
  type: string,
  prior: Values | null,
  proposed: Values | null,
): { state: unknown; replace: string[] } {
  const { computed, fixed, defaults = {} } = types[type]!;
  if (!proposed) return { state: null, replace: [] };
  const state = Object.fromEntries(
    Object.entries(proposed).map(([key, value]) => [key, value ?? defaults[key] ?? null]),
  );
  const replace = prior
    ? fixed.filter((key) => JSON.stringify(prior[key]) !== JSON.stringify(state[key]))
    : [];
  if (prior && replace.length === 0) return { state, replace };
  for (const key of Object.keys(computed)) state[key] = UNKNOWN;
  return { state, replace };
}

function apply(type: string, planned: Values | null, accountId: string): Values | null {
  if (!planned) return null;
  const name = nameOf(planned);
  const made: Values = {
    id: name,
    arn: `arn:aws:iam::${accountId}:${type === 'aws_iam_policy' ? 'policy' : 'role'}${String(planned.path ?? '/')}${name}`,
    create_date: '2026-01-01T00:00:00Z',
    unique_id: 'AROAEXAMPLE',
    policy_id: 'ANPAEXAMPLE',
    attachment_count: 0,
    inline_policy: [],
    managed_policy_arns: [],
    name_prefix: '',
    tags_all: {},
  };
  return Object.fromEntries(
    Object.entries(planned).map(([key, value]) => [key, value === UNKNOWN ? made[key] : value]),
  );
}

function nameOf(state: Values | null): string {
  return String(state?.name ?? state?.role_name ?? state?.role ?? state?.user ?? state?.group);
}

function decoded(bytes: Buffer): Values | null {
  return decode(fieldsOf(bytes).get(1)!) as Values | null;
}

function dynamic(value: unknown): Buffer {
  return message([1, encode(value)]);
}

function schemaMessage(): Buffer {
  const blocks = Object.entries(providerBlocks).map(([name, attributes]): Field => {
    const inner = Object.entries(attributes).map(([key, type]) => attribute(key, type, false));
    return [3, message([1, name], [2, message(...inner)], [3, 2])];
  });
  const provider = Object.entries(providerArguments).map(([name, type]) => attribute(name, type, false));
  const resources = Object.entries(types).map(([name, { set, computed }]): Field => {
    const attributes = [
      ...Object.entries(set).map(([key, type]) => attribute(key, type, false)),
      ...Object.entries(computed).map(([key, type]) => attribute(key, type, true)),
    ];
    return [2, message([1, name], [2, message([1, 0], [2, message(...attributes)])])];
  });
  return message([1, message([1, 0], [2, message(...provider, ...blocks)])], ...resources);
}

function attribute(name: string, type: unknown, computed: boolean): Field {
  return [2, message([1, name], [2, JSON.stringify(type)], [5, true], [6, computed])];
}
