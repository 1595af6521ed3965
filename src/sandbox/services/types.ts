import type { StaticOperationSchema } from '@smithy/types';
import type { CredentialScope } from '../auth/sigv4';
import type { WireRequest } from '../http/request';
import type { Journal } from '../journal';
import { type OperationShape, operationShape } from '../protocols/shapes';
import type { Input, Protocol } from '../protocols/types';
import type { SmsSettings } from '../sms/settings';
import type { Caller, World } from '../world/types';

/** One authenticated call. */
export interface Call {
  world: World;
  journal: Journal;
  sms: SmsSettings;
  caller: Caller;
  scope: CredentialScope;
  request: WireRequest;
  requestId: string;
}

export interface Operation {
  shape: OperationShape;
  /** Authorizes, checks and does it; throws AwsError. */
  run(call: Call, input: Input): unknown;
}

export interface Service {
  /** Its signing name. */
  name: string;
  protocol: Protocol;
  operations: ReadonlyMap<string, Operation>;
}

/** An operation that is called without a signature, and so by nobody. */
export interface UnsignedOperation {
  shape: OperationShape;
  run(input: Input): unknown;
}

/** A line of a service's table: the SDK's schema gives name and shapes, `run` the behaviour. */
export function operation<I, O>(schema: StaticOperationSchema, run: (call: Call, input: I) => O): Operation {
  return { shape: operationShape(schema), run: (call, input) => run(call, input as I) };
}

export function operations(list: readonly Operation[]): ReadonlyMap<string, Operation> {
  return new Map(list.map((entry) => [entry.shape.name, entry]));
}
