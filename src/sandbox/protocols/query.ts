import { XmlShapeSerializer } from '@aws-sdk/core/protocols';
import type { NormalizedSchema } from '@smithy/core/schema';
import type { AuthenticationProblem } from '../auth/sigv4';
import { AwsError } from '../aws-error';
import type { WireRequest, WireResponse } from '../http/request';
import type { Input, Protocol } from './protocol';

const MAX_LIST = 1000;

/** AWS query: a form in, XML out (STS, IAM). The SDK has no decoder of the form, so this file has one that reads its schemas. */
export function awsQuery(service: { version: string; xmlns: string }): Protocol {
  const serializer = () =>
    new XmlShapeSerializer({ timestampFormat: { useTrait: true, default: 5 } } as never);
  return {
    operationName(request) {
      const form = formOf(request);
      const name = form.get('Action');
      if (!name || !isForm(request)) {
        const message = 'The request is missing an action or a required parameter.';
        throw new AwsError('MissingAction', message);
      }
      if (form.get('Version') !== service.version) {
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

// biome-ignore lint/suspicious/noControlCharactersInRegex: those are the ones meant
const NOT_IN_XML = /[\u0000-\u0008\v\f\u000E-\u001F\uFFFE\uFFFF]/g;

function xml(tag: string, children: string[]): string {
  return `<${tag}>${children.join('')}</${tag.split(' ')[0]}>`;
}

/** Characters that XML cannot have become U+FFFD. */
function escapeXml(text: string): string {
  return text
    .replace(NOT_IN_XML, '\uFFFD')
    .replace(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The serializer names the element after the shape; AWS names it after the operation. */
function innerXml(serializer: XmlShapeSerializer, shape: NormalizedSchema, value: unknown): string {
  serializer.write(shape, value ?? {});
  const text = String(serializer.flush());
  const end = text.lastIndexOf('</');
  return end < 0 ? '' : text.slice(text.indexOf('>') + 1, end);
}

function isForm({ method, headers }: WireRequest): boolean {
  return method === 'GET' || /^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '');
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
  const values = memberIndexes(key, form).map((index) => decodeValue(member, `${key}.member.${index}`, form));
  if (values.length > 0) return values;
  // An empty list is sent as the bare name.
  return form.get(key) === '' ? [] : undefined;
}

/** The numbers of a list's members, in order. There may be gaps between them. */
function memberIndexes(key: string, form: Map<string, string>): number[] {
  const prefix = `${key}.member.`;
  const indexes = new Set<number>();
  for (const name of form.keys()) {
    if (!name.startsWith(prefix)) continue;
    const number = /^[1-9]\d{0,8}(?=\.|$)/.exec(name.slice(prefix.length))?.[0];
    if (number === undefined) throw malformed();
    indexes.add(Number(number));
  }
  if (indexes.size > MAX_LIST) throw malformed();
  return [...indexes].sort((a, b) => a - b);
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
