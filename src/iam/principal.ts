import { listed, shown } from './check';
import { isObject, listOf } from './json';
import { type AwsPrincipal, matchAws, parseAws } from './principal-aws';
import { some, type Ternary, ternary } from './ternary';
import type { Call, Naming, PrincipalCheck } from './types';

export type PrincipalEntry =
  | { type: 'AWS'; value: AwsPrincipal }
  | { type: 'Service'; name: string }
  /** For AssumeRoleWithSAML and AssumeRoleWithWebIdentity: their callers do not have an AWS principal yet. */
  | { type: 'Federated' }
  /** The owner of an S3 bucket, by an ID that is not part of an ARN. */
  | { type: 'CanonicalUser' }
  | { type: 'unknown' };

/** Principal or NotPrincipal as written. */
export interface PrincipalElement {
  written: string[];
  entries: PrincipalEntry[];
}

const EVERYONE: PrincipalEntry = { type: 'AWS', value: { kind: 'everyone' } };

function parseEntry(type: string, value: unknown): PrincipalEntry {
  if (typeof value !== 'string' || value === '') return { type: 'unknown' };
  switch (type) {
    case 'AWS':
      return { type, value: parseAws(value) };
    case 'Service':
      return value.includes('*') ? { type: 'unknown' } : { type, name: value };
    case 'Federated':
    case 'CanonicalUser':
      return { type };
    default:
      return { type: 'unknown' };
  }
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export function parsePrincipal(value: unknown): PrincipalElement {
  if (value === '*') return { written: ['*'], entries: [EVERYONE] };
  const pairs = isObject(value)
    ? Object.entries(value).flatMap(([type, list]) => listOf(list).map((item) => [type, item] as const))
    : [];
  if (pairs.length === 0) return { written: [shown(value)], entries: [{ type: 'unknown' }] };
  return {
    written: pairs.map(([type, item]) => `${type} ${shown(item)}`),
    entries: pairs.map(([type, item]) => parseEntry(type, item)),
  };
}

/** Whether the entry names the caller at least as strongly as `atLeast`. */
export function matchEntry(entry: PrincipalEntry, call: Call, atLeast: Naming): Ternary {
  const { principal } = call;
  switch (entry.type) {
    case 'AWS':
      return matchAws(entry.value, principal, atLeast);
    case 'Service':
      return ternary(principal.kind === 'service' && principal.arn === entry.name);
    case 'Federated':
      return 'no';
    case 'CanonicalUser':
      return principal.kind === 'service' || principal.kind === 'anonymous' ? 'no' : 'unknown';
    default:
      return 'unknown';
  }
}

export function compilePrincipal(value: unknown): PrincipalCheck {
  const { entries, written } = parsePrincipal(value);
  const names = (call: Call, atLeast: Naming): Ternary =>
    some(entries, (entry) => matchEntry(entry, call, atLeast));
  return {
    names,
    test: (call) => names(call, 'account'),
    describe: ({ principal }) =>
      `Principal: ${listed(written)}, called by ${principal.arn || principal.kind}`,
  };
}
