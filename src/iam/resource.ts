import { listed, notUnderstood, shown } from './check';
import { ANY, globMatch, hasWildcard, ONE, type Pattern, textOf } from './glob';
import { listOf } from './json';
import { parseTemplate, resolveTemplate, type Template } from './template';
import { not, or, type Ternary, ternary } from './ternary';
import { type Call, type Check, UNKNOWN } from './types';
import { matchSegments, patternSegments } from './values/arn';

const COLON = 58;
const SLASH = 47;

/** `*` at the end of a component may cover the colons after it, other wildcards may not. */
function crossesNothing(pattern: Pattern): boolean {
  return pattern.every(
    (code, index) =>
      (code !== ANY && code !== ONE) ||
      (code === ANY && (index === pattern.length - 1 || pattern[index + 1] === COLON)),
  );
}

/**
 * "You cannot use a wildcard in the portion of the ARN that specifies the resource type":
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html#arns-paths. S3's buckets are not of a type.
 */
function blursType(segments: readonly Pattern[]): boolean {
  const [, , service = [], , , last = []] = segments;
  const end = last.findIndex((code) => code === SLASH || code === COLON);
  return end >= 0 && hasWildcard(last.slice(0, end)) && textOf(service) !== 's3';
}

/**
 * "You can use wildcard characters within the individual segments of an ARN. If the * wildcard is the last character of
 * a resource ARN segment, it can expand to match beyond the colon boundaries."
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 * Whether another wildcard can is not said, so what matches only that way is unknown.
 */
function compilePattern(pattern: Pattern): (resource: string) => Ternary {
  const segments = patternSegments(pattern);
  if (segments !== undefined && blursType(segments)) {
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

/** A variable may stand in the last component only, after the fifth colon. */
const VARIABLE_TOO_EARLY = /^(?:[^:]*:){0,4}[^:]*\$\{/;

function readable(text: string, variables: boolean): Template | undefined {
  if (text !== '*' && !text.startsWith('arn:')) return undefined;
  const template = parseTemplate(text, { wildcards: true, variables });
  return variables && VARIABLE_TOO_EARLY.test(text) ? undefined : template;
}

/** Resource, or NotResource where `negated`. */
export function compileResource(value: unknown, negated: boolean, variables: boolean): Check {
  const label = negated ? 'NotResource' : 'Resource';
  const wanted = listOf(value);
  const literals = new Set<string>();
  const tests: ((call: Call) => Ternary)[] = [];
  let everything = false;
  let unreadable: unknown;
  for (const text of wanted) {
    const template = typeof text === 'string' ? readable(text, variables) : undefined;
    if (template === undefined) unreadable = text;
    else if (text === '*') everything = true;
    else if (template.literal !== undefined) literals.add(template.literal);
    else tests.push(compileTemplate(template));
  }
  if (wanted.length === 0) return notUnderstood(`an empty ${label}`);

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
      return `${label}: ${listed(wanted.map(shown))}, asked for ${resource}${odd}`;
    },
  };
}
