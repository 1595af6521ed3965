import { globMatch, hasWildcard, type Pattern, textOf } from '../glob';
import { parseTemplate, resolveTemplate } from '../template';
import { type Ternary, ternary } from '../ternary';
import { UNKNOWN } from '../types';
import type { ValueTest } from './value-test';

const COLON = 58;

const FIELDS = 6;
const COMPLETE = /(?:[^:]*:){5}/;

/** The six fields of an ARN; the last keeps its colons. Undefined if there are fewer. */
function arnSegments(arn: string): string[] | undefined {
  const parts = arn.split(':');
  return parts.length < FIELDS ? undefined : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

/**
 * The ARN with a wildcard for each missing field: "When you specify an incomplete ARN (one with fewer than the standard
 * six fields) in an identity-based policy, AWS automatically completes the ARN by adding wildcard characters (*) to all
 * missing fields. For example, specifying arn:aws:sqs is equivalent to arn:aws:sqs:*:*:*".
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html#arns-paths
 */
export function completeArn(arn: string): string {
  return COMPLETE.test(arn) ? arn : arn + ':*'.repeat(FIELDS - arn.split(':').length);
}

/** The six fields of a pattern. Only a written colon separates fields, not one that a wildcard covers. */
export function patternSegments(pattern: Pattern): Pattern[] | undefined {
  const segments: Pattern[] = [];
  let start = 0;
  while (segments.length < 5) {
    const end = pattern.indexOf(COLON, start);
    if (end < 0) return undefined;
    segments.push(pattern.slice(start, end));
    start = end + 1;
  }
  segments.push(pattern.slice(start));
  return segments;
}

export function matchSegments(segments: readonly Pattern[], arn: string): boolean {
  const parts = arnSegments(arn);
  return (
    parts !== undefined && segments.every((segment, index) => globMatch(segment, parts[index] as string))
  );
}

function matchArn(pattern: Pattern, had: string): Ternary {
  const segments = patternSegments(pattern);
  return segments === undefined ? 'unknown' : ternary(matchSegments(segments, had));
}

/**
 * "Each of the six colon-delimited components of the ARN is checked separately and each can include multi-character
 * match wildcards (*) or single-character match wildcards (?)": ArnEquals and ArnLike behave identically.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 * AWS does not document what a value with fewer components matches.
 */
export function compileArn(wanted: string, variables: boolean): ValueTest | undefined {
  const template = parseTemplate(wanted, { wildcards: true, variables });
  if (template === undefined) return undefined;
  const { literal, pattern: fixed } = template;
  if (literal !== undefined) return arnSegments(literal) && ((had) => ternary(had === literal));
  if (fixed !== undefined) {
    const segments = patternSegments(fixed);
    return segments && compileSegments(segments);
  }
  return (had, call) => {
    const pattern = resolveTemplate(template, call);
    if (pattern === UNKNOWN) return 'unknown';
    return pattern === undefined ? 'no' : matchArn(pattern, had);
  };
}

/** Does not split the request's value if only the last field has wildcards, which is the usual case. */
function compileSegments(segments: Pattern[]): ValueTest {
  if (segments.slice(0, 5).some(hasWildcard)) return (had) => ternary(matchSegments(segments, had));
  const start = segments
    .slice(0, 5)
    .map((segment) => `${textOf(segment)}:`)
    .join('');
  const last = segments[5] ?? [];
  return (had) => ternary(had.startsWith(start) && globMatch(last, had, start.length));
}
