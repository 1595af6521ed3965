import { listed, notUnderstood, shown } from './check';
import { ANY, globMatch, hasWildcard, ONE, type Pattern, textOf, wildcardPattern } from './glob';
import { listOf } from './json';
import { parseTemplate, resolveTemplate, type Template } from './template';
import { not, or, type Ternary, ternary } from './ternary';
import { type Call, type Check, UNKNOWN } from './types';
import { completeArn, matchSegments, patternSegments } from './values/arn';

const COLON = 58;
const SLASH = 47;

/** `*` at the end of a field may cover the colons after it, other wildcards may not. */
export function crossesNothing(pattern: Pattern): boolean {
  return pattern.every(
    (code, index) =>
      (code !== ANY && code !== ONE) ||
      (code === ANY && (index === pattern.length - 1 || pattern[index + 1] === COLON)),
  );
}

/** Services whose resources all have a type before the first slash or colon (Service Authorization Reference). */
const TYPED = new Set(['iam', 'sms-voice', 'mobiletargeting']);

/**
 * "You cannot use a wildcard in the portion of the ARN that specifies the resource type", with the example
 * `arn:aws:iam::123456789012:u*`. A field that is `*` alone stands for every type. S3's buckets do not have a type.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html#arns-paths
 */
function blursType(service: string, last: Pattern): boolean {
  const end = last.findIndex((code) => code === SLASH || code === COLON);
  if (end >= 0) return service !== 's3' && hasWildcard(last.slice(0, end));
  return TYPED.has(service) && hasWildcard(last) && last.some((code) => code !== ANY);
}

/**
 * The page above also says that a wildcard can not stand "in the prefix ARN" or "in the partition section". "You can't
 * use a wildcard in the service segment that identifies the AWS product":
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function isForbidden([
  prefix = [],
  partition = [],
  service = [],
  ,
  ,
  last = [],
]: readonly Pattern[]): boolean {
  return [prefix, partition, service].some(hasWildcard) || blursType(textOf(service), last);
}

/**
 * "You can use wildcard characters within the individual segments of an ARN. If the * wildcard is the last character of
 * a resource ARN segment, it can expand to match beyond the colon boundaries."
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 * The page does not say whether another wildcard can, so what matches only that way is unknown. So is what matches a
 * pattern that AWS does not allow.
 */
function compilePattern(pattern: Pattern): (resource: string) => Ternary {
  const segments = patternSegments(pattern);
  if (segments !== undefined && isForbidden(segments)) {
    return (resource) => (globMatch(pattern, resource) ? 'unknown' : 'no');
  }
  if (crossesNothing(pattern)) return (resource) => ternary(globMatch(pattern, resource));
  return (resource) => {
    if (!globMatch(pattern, resource)) return 'no';
    return segments !== undefined && matchSegments(segments, resource) ? 'yes' : 'unknown';
  };
}

function compileTemplate(template: Template): (call: Call) => Ternary {
  if (template.pattern !== undefined) {
    const test = compilePattern(template.pattern);
    return (call) => test(call.resource);
  }
  return (call) => {
    const pattern = resolveTemplate(template, call);
    if (pattern === UNKNOWN) return 'unknown';
    return pattern === undefined ? 'no' : compilePattern(pattern)(call.resource);
  };
}

function mightMatch(pattern: Pattern): (call: Call) => Ternary {
  return ({ resource }) => (globMatch(pattern, resource) ? 'unknown' : 'no');
}

/** AWS accepts a variable in the last field only, after the fifth colon. */
const VARIABLE_TOO_EARLY = /^(?:[^:]*:){0,4}[^:]*\$\{/;

function readable(text: string, variables: boolean): Template | undefined {
  const template = parseTemplate(text, { wildcards: true, variables });
  return variables && VARIABLE_TOO_EARLY.test(text) ? undefined : template;
}

/**
 * Compiles Resource, or NotResource if `negated`. `completes`: it is of an identity's policy, in which AWS completes
 * ARNs that lack fields. What such an ARN matches in a resource's policy is not documented. Neither is whether a `*`
 * in it may instead cover the colons of the missing fields. What matches only that way is unknown.
 */
export function compileResource(
  value: unknown,
  { negated, variables, completes }: { negated: boolean; variables: boolean; completes: boolean },
): Check {
  const label = negated ? 'NotResource' : 'Resource';
  const wanted = listOf(value);
  if (wanted.length === 0) return notUnderstood(`an empty ${label}`);
  const literals = new Set<string>();
  const tests: ((call: Call) => Ternary)[] = [];
  let everything = false;
  let unreadable: unknown;

  for (const text of wanted) {
    if (text === '*') everything = true;
    else if (typeof text !== 'string' || !text.startsWith('arn:')) unreadable = text;
    else {
      const whole = completeArn(text);
      const [meant, other] = completes ? [whole, text] : [text, whole];
      const template = readable(meant, variables);
      if (template === undefined) unreadable = text;
      else if (template.literal !== undefined) literals.add(template.literal);
      else tests.push(compileTemplate(template));
      if (whole !== text) tests.push(mightMatch(wildcardPattern(other)));
    }
  }

  function matches(call: Call): Ternary {
    if (everything || literals.has(call.resource)) return 'yes';
    let result: Ternary = 'no';
    for (const test of tests) {
      result = or(result, test(call));
      if (result === 'yes') return result;
    }
    return result === 'no' && unreadable !== undefined ? 'unknown' : result;
  }
  return {
    test: negated ? (call) => not(matches(call)) : matches,
    describe: ({ resource }) => {
      const odd = unreadable === undefined ? '' : ` (not understood: ${shown(unreadable)})`;
      return `${label}: ${listed(wanted.map(shown))}, requested ${resource}${odd}`;
    },
  };
}
