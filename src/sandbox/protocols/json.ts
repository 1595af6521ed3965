import { JsonCodec2, JsonShapeDeserializer2 } from '@aws-sdk/core/protocols';
import type { AuthenticationProblem } from '../auth/sigv4';
import { AwsError } from '../aws-error';
import type { WireRequest } from '../http/request';
import { checkTypes } from './json-shape';
import type { Input, Protocol } from './protocol';

const CORAL = 'com.amazon.coral.service';

/** AWS JSON 1.0 and 1.1: the operation in X-Amz-Target (SMS Voice v2, CloudWatch Logs). */
export function awsJson(service: { version: '1.0' | '1.1'; target: string; namespace: string }): Protocol {
  const settings = { timestampFormat: { useTrait: true, default: 7 as const }, jsonName: false };
  const codec = new JsonCodec2(settings);
  const deserializer = new JsonShapeDeserializer2(settings);
  const contentType = `application/x-amz-json-${service.version}`;
  const answer = (status: number, body: string | Uint8Array, requestId: string) => ({
    status,
    headers: { 'content-type': contentType, 'x-amzn-requestid': requestId },
    body,
  });
  return {
    operationName(request) {
      const [target, name, ...rest] = (request.headers['x-amz-target'] ?? '').split('.');
      if (!name || rest.length > 0 || target !== service.target) return undefined;
      if (!isJson(request)) throw new AwsError('UnknownOperationException', '', 404);
      return name;
    },
    decode(shape, request) {
      const value = parseJson(request);
      checkTypes(shape.input, value);
      return deserializer.readObject(shape.input, value as never) as Input;
    },
    encode(shape, output, requestId) {
      const serializer = codec.createSerializer();
      serializer.write(shape.output, output ?? {});
      return answer(200, serializer.flush() as Uint8Array, requestId);
    },
    fail(error, requestId) {
      const namespace = error.members.modelled === true ? service.namespace : CORAL;
      const { modelled: _, ...members } = error.members;
      const body = { __type: `${namespace}#${error.code}`, Message: error.message, ...members };
      return answer(error.status, JSON.stringify(body), requestId);
    },
    authenticationError: jsonAuthenticationError,
  };
}

function isJson(request: WireRequest): boolean {
  return /^application\/x-amz-json-1\.[01]\b/i.test(request.headers['content-type'] ?? '');
}

export function parseJson(request: WireRequest): unknown {
  if (request.body.length === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(request.body));
  } catch {
    throw new AwsError('SerializationException', 'Could not parse the request body as JSON.');
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new AwsError('SerializationException', 'Unexpected token where a structure was expected.');
  }
  return value;
}

/** JSON services have other codes for these than query services. */
export function jsonAuthenticationError(problem: AuthenticationProblem): AwsError {
  const detail = 'detail' in problem ? problem.detail : '';
  const errors = {
    missing: ['MissingAuthenticationTokenException', 'Missing Authentication Token', 400],
    incomplete: ['IncompleteSignatureException', detail, 400],
    'unknown-key': [
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
      400,
    ],
    'expired-token': ['ExpiredTokenException', 'The security token included in the request is expired', 400],
    mismatch: ['InvalidSignatureException', detail, 400],
  } as const;
  const [code, message, status] = errors[problem.kind];
  return new AwsError(code, message, status);
}
