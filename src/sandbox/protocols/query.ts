import { XmlShapeSerializer } from '@aws-sdk/core/protocols';
import type { NormalizedSchema } from '@smithy/core/schema';
import type { AuthenticationProblem } from '../auth/sigv4';
import { AwsError } from '../errors';
import type { WireRequest, WireResponse } from '../http/request';
import type { Input, Protocol } from './types';

const MAX_LIST = 1000;

/** AWS query: a form in, XML out (STS, IAM). The SDK has no decoder of the form: that half is ours, by its schemas. */
export function awsQuery(service: { version: string; xmlns: string }): Protocol {
  const serializer = () =>
    new XmlShapeSerializer({ timestampFormat: { useTrait: true, default: 5 } } as never);
  return {
    operationName(request) {
      const form = formOf(request);
      const name = form.get('Action');
      if (name && form.get('Version') !== service.version) {
        const version = form.get('Version') ?? '';
        throw new AwsError('InvalidAction', `Could not find operation ${name} for version ${version}`);
      }
      return name;
    },
    decode(shape, request) {
      return decodeStructure(shape.input, '', formOf(request));
    },
    encode(shape, output, requestId) {
      const body = xml(`${shape.name}Response xmlns="${service.xmlns}"`, [
        shape.output.isStructSchema()
          ? xml(`${shape.name}Result`, [innerXml(serializer(), shape.output, output)])
          : '',
        xml('ResponseMetadata', [xml('RequestId', [requestId])]),
      ]);
      return response(200, body, requestId);
    },
    fail(error, requestId) {
      const body = xml(`ErrorResponse xmlns="${service.xmlns}"`, [
        xml('Error', [
          xml('Type', [error.status < 500 ? 'Sender' : 'Receiver']),
          xml('Code', [escapeXml(error.code)]),
          xml('Message', [escapeXml(error.message)]),
        ]),
        xml('RequestId', [requestId]),
      ]);
      return response(error.status, body, requestId);
    },
    authenticationError,
  };
}

function authenticationError(problem: AuthenticationProblem): AwsError {
  const detail = 'detail' in problem ? problem.detail : '';
  const errors = {
    missing: ['MissingAuthenticationToken', 'Request is missing Authentication Token'],
    incomplete: ['IncompleteSignature', detail],
    'unknown-key': ['InvalidClientTokenId', 'The security token included in the request is invalid.'],
    'expired-token': ['ExpiredToken', 'The security token included in the request is expired'],
    mismatch: ['SignatureDoesNotMatch', detail],
  } as const;
  const [code, message] = errors[problem.kind];
  return new AwsError(code, message, 403);
}

function response(status: number, body: string, requestId: string): WireResponse {
  return { status, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId }, body };
}

function xml(tag: string, children: string[]): string {
  return `<${tag}>${children.join('')}</${tag.split(' ')[0]}>`;
}

function escapeXml(text: string): string {
  return text.replace(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The serializer names the element after the shape; AWS names it after the operation. */
function innerXml(serializer: XmlShapeSerializer, shape: NormalizedSchema, value: unknown): string {
  serializer.write(shape, value ?? {});
  const text = String(serializer.flush());
  const end = text.lastIndexOf('</');
  return end < 0 ? '' : text.slice(text.indexOf('>') + 1, end);
}

const forms = new WeakMap<WireRequest, Map<string, string>>();

function formOf(request: WireRequest): Map<string, string> {
  let form = forms.get(request);
  if (!form) {
    const text = request.method === 'GET' ? request.query : request.body.toString('utf8');
    form = new Map(new URLSearchParams(text));
    forms.set(request, form);
  }
  return form;
}

function decodeStructure(shape: NormalizedSchema, prefix: string, form: Map<string, string>): Input {
  const input: Input = {};
  if (!shape.isStructSchema()) return input;
  for (const [name, member] of shape.structIterator()) {
    const key = prefix + ((member.getMergedTraits().xmlName as string | undefined) ?? name);
    const value = decodeValue(member, key, form);
    if (value !== undefined) input[name] = value;
  }
  return input;
}

function decodeValue(shape: NormalizedSchema, key: string, form: Map<string, string>): unknown {
  if (shape.isListSchema()) return decodeList(shape.getValueSchema(), key, form);
  if (shape.isStructSchema()) {
    return hasPrefix(form, `${key}.`) ? decodeStructure(shape, `${key}.`, form) : undefined;
  }
  const text = form.get(key);
  return text === undefined ? undefined : decodeScalar(shape, text);
}

function decodeList(member: NormalizedSchema, key: string, form: Map<string, string>): unknown[] | undefined {
  // An empty list is sent as the bare name.
  if (form.get(key) === '') return [];
  const values: unknown[] = [];
  for (let index = 1; index <= MAX_LIST; index += 1) {
    const item = `${key}.member.${index}`;
    if (!form.has(item) && !hasPrefix(form, `${item}.`)) break;
    values.push(decodeValue(member, item, form));
  }
  return values.length > 0 ? values : undefined;
}

function decodeScalar(shape: NormalizedSchema, text: string): unknown {
  if (shape.isNumericSchema()) {
    if (!/^-?\d{1,15}$/.test(text)) throw malformed();
    return Number(text);
  }
  if (shape.isBooleanSchema()) {
    if (!/^(true|false)$/i.test(text)) throw malformed();
    return text.toLowerCase() === 'true';
  }
  if (shape.isTimestampSchema()) {
    const date = new Date(text);
    if (Number.isNaN(date.getTime())) throw malformed();
    return date;
  }
  return text;
}

function hasPrefix(form: Map<string, string>, prefix: string): boolean {
  for (const key of form.keys()) if (key.startsWith(prefix)) return true;
  return false;
}

function malformed(): AwsError {
  return new AwsError('MalformedInput', '', 400);
}
