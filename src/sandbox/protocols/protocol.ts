import type { AuthenticationProblem } from '../auth/sigv4';
import type { AwsError } from '../aws-error';
import type { WireRequest, WireResponse } from '../http/request';
import type { OperationShape } from './shapes';

/** What of a request's input was understood; a plain object in the form of the SDK's command input. */
export type Input = Record<string, unknown>;

/** How a service talks: AWS query, AWS JSON, REST JSON. */
export interface Protocol {
  /** The operation that a request names; undefined where it names none. Throws AwsError where it can't be told. */
  operationName(request: WireRequest): string | undefined;
  /** Throws AwsError where the input is malformed, or of the wrong type. */
  decode(shape: OperationShape, request: WireRequest): Input;
  encode(shape: OperationShape, output: unknown, requestId: string): WireResponse;
  fail(error: AwsError, requestId: string): WireResponse;
  /** In the protocol's own codes and words. */
  authenticationError(problem: AuthenticationProblem): AwsError;
}
