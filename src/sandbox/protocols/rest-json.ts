import { JsonCodec2, JsonShapeDeserializer2 } from '@aws-sdk/core/protocols';
import { AwsError } from '../aws-error';
import type { WireRequest } from '../http/request';
import { jsonAuthenticationError, parseJson } from './json';
import { checkTypes } from './json-shape';
import type { Input, Protocol } from './protocol';
import type { OperationShape } from './shapes';

/** REST JSON: the operation is a method and a path, one member of the input is the body (Pinpoint). */
export function restJson(): Protocol {
  const settings = { timestampFormat: { useTrait: true, default: 7 as const }, jsonName: true };
  const codec = new JsonCodec2(settings);
  const deserializer = new JsonShapeDeserializer2(settings);
  return {
    operationName(request) {
      const route = routes.find(
        (candidate) => candidate.method === request.method && candidate.path.test(request.path),
      );
      return route?.operation;
    },
    decode(shape, request) {
      const input: Input = { ...labels(shape.name, request) };
      for (const [name, member] of shape.input.structIterator()) {
        if (!member.getMergedTraits().httpPayload) continue;
        if (!/^application\/json\b/i.test(request.headers['content-type'] ?? 'application/json')) {
          throw new AwsError('BadRequestException', 'The request content type must be application/json.');
        }
        const value = parseJson(request);
        checkTypes(member, value);
        input[name] = deserializer.readObject(member, value as never);
      }
      return input;
    },
    encode(shape, output, requestId) {
      const [name, payload] = payloadOf(shape);
      const serializer = codec.createSerializer();
      serializer.write(payload, (output as Input)[name]);
      const headers = { 'content-type': 'application/json', 'x-amzn-requestid': requestId };
      return { status: 200, headers, body: serializer.flush() as Uint8Array };
    },
    fail(error, requestId) {
      return {
        status: error.status,
        headers: {
          'content-type': 'application/json',
          'x-amzn-requestid': requestId,
          'x-amzn-errortype': error.code,
        },
        body: JSON.stringify({ Message: error.message, RequestID: requestId }),
      };
    },
    authenticationError(problem) {
      const { code, message } = jsonAuthenticationError(problem);
      return new AwsError(code, message, 403);
    },
  };
}

interface Route {
  method: string;
  path: RegExp;
  operation: string;
  labels: string[];
}

/** Pinpoint API reference, apps-application-id-messages. */
const routes: Route[] = [
  {
    method: 'POST',
    path: /^\/v1\/apps\/([^/]+)\/messages$/,
    operation: 'SendMessages',
    labels: ['ApplicationId'],
  },
];

function labels(operation: string, request: WireRequest): Input {
  const route = routes.find((candidate) => candidate.operation === operation)!;
  const values = route.path.exec(request.path)?.slice(1) ?? [];
  return Object.fromEntries(route.labels.map((label, index) => [label, decodeLabel(values[index]!)]));
}

function decodeLabel(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new AwsError('BadRequestException', 'The request path is not valid.');
  }
}

function payloadOf(shape: OperationShape) {
  for (const entry of shape.output.structIterator()) if (entry[1].getMergedTraits().httpPayload) return entry;
  throw new Error(`${shape.name} has no payload`);
}
