import type { StaticOperationSchema } from '@smithy/types';
import type { CredentialScope } from '../auth/sigv4';
import type { CallLog } from '../call-log';
import type { WireRequest } from '../http/request';
import type { Input, Protocol } from '../protocols/protocol';
import { type OperationShape, operationShape } from '../protocols/shapes';
import type { SmsSettings } from '../sms/settings';
import type { Home } from '../world/aws-arns';
import type { AuthenticatedPrincipal, World } from '../world/world-model';

/** One authenticated call. */
export interface Call {
  world: World;
  callLog: CallLog;
  sms: SmsSettings;
  caller: AuthenticatedPrincipal;
  scope: CredentialScope;
  request: WireRequest;
  requestId: string;
}

export interface Operation {
  shape: OperationShape;
  /** Authorizes the call, checks its fields and performs it. Throws AwsError. */
  run(call: Call, input: Input): unknown;
}

/** Operations that are one row of the table in docs/sandbox.md. */
export interface OperationGroup {
  title: string;
  operations: readonly Pick<Operation, 'shape'>[];
  /** For people: what of the operations is simulated. */
  note?: string;
}

export interface Service {
  /** Its signing name. */
  name: string;
  protocol: Protocol;
  groups: readonly OperationGroup[];
  operations: ReadonlyMap<string, Operation>;
}

/** An operation that is called without a signature: it has no caller. */
export interface UnsignedOperation {
  shape: OperationShape;
  run(input: Input): unknown;
}

/** The SDK's schema gives name and shapes, `run` the behaviour. */
export function operation<I, O>(schema: StaticOperationSchema, run: (call: Call, input: I) => O): Operation {
  return { shape: operationShape(schema), run: (call, input) => run(call, input as I) };
}

/** Where the call is made: the caller's account and the Region that the request was signed for. */
export function homeOf(call: Call): Home {
  const { accountId } = call.caller;
  return { accountId, region: call.scope.region, partition: call.world.accounts.get(accountId)!.partition };
}

interface CallableGroup extends OperationGroup {
  operations: readonly Operation[];
}

/** `unsigned`: a row for operations that are answered without a signature, outside the service's table. */
export function defineService(
  name: string,
  protocol: Protocol,
  groups: readonly CallableGroup[],
  unsigned: readonly OperationGroup[] = [],
): Service {
  const all = groups.flatMap(({ operations }) => operations);
  return {
    name,
    protocol,
    groups: [...groups, ...unsigned],
    operations: new Map(all.map((entry) => [entry.shape.name, entry])),
  };
}
