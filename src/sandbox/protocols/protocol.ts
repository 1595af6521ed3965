import type { AuthenticationProblem } from '../auth/sigv4';
import type { AwsError } from '../aws-error';
import type { WireRequest, WireResponse } from '../http/request';
import type { OperationShape } from './shapes';

/** A request's decoded input, in the form of the SDK's command input. */
export type Input = Record<string, unknown>;

/** The wire format of a service: AWS query, AWS JSON or REST JSON. */
export interface Protocol {
  /** The operation that a request names. Undefined if it names none. Throws AwsError if the request is malformed. */
  operationName(request: WireRequest): string | undefined;
  /** Throws AwsError if the input is malformed or has the wrong type. */
  decode(shape: OperationShape, request: WireRequest): Input;
  encode(shape: OperationShape, output: unknown, requestId: string): WireResponse;
  fail(error: AwsError, requestId: string): WireResponse;
  /** In the protocol's own codes and messages. */
  authenticationError(problem: AuthenticationProblem): AwsError;
}
