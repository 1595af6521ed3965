import { AwsError } from '../../aws-error';

export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function malformed(message: string): AwsError {
  return new AwsError('MalformedPolicyDocument', message);
}

/** IAM's words for a document that has the wrong form. */
export function syntaxError(): AwsError {
  return malformed('Syntax errors in policy.');
}

/** A string or a list of strings, as a list. Throws if it is anything else. */
export function texts(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value];
  if (!list.every((item): item is string => typeof item === 'string')) throw syntaxError();
  return list;
}
