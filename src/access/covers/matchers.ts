import { BlockList } from 'node:net';
import { ANY, hasWildcard, literalPattern, type Pattern, wildcardPattern } from '../../iam/glob';
import { OPERATORS } from '../../iam/operators';
import type { Call } from '../../iam/types';
import { patternSegments } from '../../iam/values/arn';
import { parseDate } from '../../iam/values/date';
import { parseNumber } from '../../iam/values/number';
import { globContains, globsOverlap } from './globs';
import type { Bound, Matcher } from './types';

/** Only values with policy variables use the request: those have no matcher. */
const NO_CALL = undefined as unknown as Call;

const INFINITE: Bound = { value: Number.POSITIVE_INFINITY, included: true };
const MINUS_INFINITE: Bound = { value: Number.NEGATIVE_INFINITY, included: true };

/**
 * What one value of a policy matches, for an operator without its negation. Undefined if it cannot be read.
 *
 * @param base e.g. `StringLike`; for a negated operator the positive one.
 */
export function matcherOf(base: string, value: string, variables: boolean): Matcher | undefined {
  if (variables && value.includes('${')) return undefined;
  const test = OPERATORS.get(base)?.compile(value, variables);
  if (test === undefined) return undefined;
  if (base.startsWith('String')) return textMatcher(base, value, test);
  if (base.startsWith('Arn')) return arnMatcher(value, test);
  if (base.startsWith('Numeric')) return rangeMatcher('number', base, parseNumber(value), test);
  if (base.startsWith('Date')) return rangeMatcher('date', base, parseDate(value), test);
  if (base === 'IpAddress') return networkMatcher(value, test);
  return { family: 'same', key: `${base} ${base === 'Bool' ? value.toLowerCase() : value}`, test };
}

type Test = Matcher['test'];

function textMatcher(base: string, value: string, test: Test): Matcher {
  const ignoreCase = base === 'StringEqualsIgnoreCase';
  const text = ignoreCase ? value.toLowerCase() : value;
  const pattern = base === 'StringLike' ? wildcardPattern(text) : literalPattern(text);
  const exact = !ignoreCase && !hasWildcard(pattern);
  const kind = exact ? 'exact' : ignoreCase ? 'any case' : 'like';
  return { family: 'text', key: `${kind} ${text}`, test, pattern, ignoreCase, ...(exact && { exact: text }) };
}

function arnMatcher(value: string, test: Test): Matcher | undefined {
  const pattern = wildcardPattern(value);
  const segments = patternSegments(pattern);
  if (segments === undefined) return undefined;
  const exact = !hasWildcard(pattern);
  return {
    family: 'arn',
    key: `${exact ? 'exact' : 'arn'} ${value}`,
    test,
    segments,
    ...(exact && { exact: value }),
  };
}

function rangeMatcher(
  family: 'number' | 'date',
  base: string,
  value: number | undefined,
  test: Test,
): Matcher | undefined {
  if (value === undefined) return undefined;
  const bound = { value, included: base.endsWith('Equals') };
  const low = base.includes('LessThan') ? MINUS_INFINITE : bound;
  const high = base.includes('GreaterThan') ? INFINITE : bound;
  const key = `${family} ${base.replace(/^(Numeric|Date)/, '')} ${value}`;
  return { family, key, test, low, high };
}

function networkMatcher(value: string, test: Test): Matcher {
  const [address = '', length] = value.split('/');
  const version = address.includes(':') ? 'ipv6' : 'ipv4';
  const bits = length === undefined ? (version === 'ipv6' ? 128 : 32) : Number(length);
  return { family: 'network', key: `network ${address}/${bits}`, test, address, bits, version };
}

/** Every value that `narrow` matches is one that `wide` matches. True is a proof. */
export function matcherContains(wide: Matcher, narrow: Matcher): boolean {
  if (wide.key === narrow.key) return true;
  if ('exact' in narrow && narrow.exact !== undefined) return wide.test(narrow.exact, NO_CALL) === 'yes';
  if (wide.family === 'text' && narrow.family === 'text') return textContains(wide, narrow);
  if (wide.family === 'arn' && narrow.family === 'arn') {
    return wide.segments.every((segment, index) => globContains(segment, narrow.segments[index] as Pattern));
  }
  if (wide.family === 'network' && narrow.family === 'network') return networkContains(wide, narrow);
  if ((wide.family === 'number' || wide.family === 'date') && narrow.family === wide.family) {
    return atMost(wide.low, narrow.low, 1) && atMost(narrow.high, wide.high, -1);
  }
  return false;
}

type Of<Family extends Matcher['family']> = Extract<Matcher, { family: Family }>;

function textContains(wide: Of<'text'>, narrow: Of<'text'>): boolean {
  if (wide.ignoreCase) return false;
  if (narrow.ignoreCase) return wide.pattern.length > 0 && wide.pattern.every((code) => code === ANY);
  return globContains(wide.pattern, narrow.pattern);
}

/** `left` is at or below `right`. `open`: 1 if both are lower ends, -1 if both are upper ends. */
function atMost(left: Bound, right: Bound, open: 1 | -1): boolean {
  if (left.value !== right.value) return left.value < right.value;
  return open === 1 ? left.included || !right.included : right.included || !left.included;
}

function networkContains(wide: Of<'network'>, narrow: Of<'network'>): boolean {
  if (wide.version !== narrow.version || wide.bits > narrow.bits) return false;
  const range = new BlockList();
  range.addSubnet(wide.address, wide.bits, wide.version);
  return range.check(narrow.address, narrow.version);
}

/** No value is matched by both. True is a proof. */
export function matchersDisjoint(left: Matcher, right: Matcher): boolean {
  if (left.key === right.key) return false;
  if ('exact' in left && left.exact !== undefined) return right.test(left.exact, NO_CALL) === 'no';
  if ('exact' in right && right.exact !== undefined) return left.test(right.exact, NO_CALL) === 'no';
  if (left.family === 'text' && right.family === 'text') return textsDisjoint(left, right);
  if (left.family === 'arn' && right.family === 'arn') {
    return left.segments.some((segment, index) => !globsOverlap(segment, right.segments[index] as Pattern));
  }
  if (left.family === 'network' && right.family === 'network') {
    return !networkContains(left, right) && !networkContains(right, left);
  }
  if ((left.family === 'number' || left.family === 'date') && right.family === left.family) {
    return isBelow(left.high, right.low) || isBelow(right.high, left.low);
  }
  return (
    left.family === 'same' &&
    right.family === 'same' &&
    left.key.startsWith('Bool') &&
    right.key.startsWith('Bool')
  );
}

function isBelow(high: Bound, low: Bound): boolean {
  return high.value < low.value || (high.value === low.value && !(high.included && low.included));
}

/** Only ASCII texts have lower-case forms of the same length, which a `?` depends on. */
function textsDisjoint(left: Of<'text'>, right: Of<'text'>): boolean {
  if (!left.ignoreCase && !right.ignoreCase) return !globsOverlap(left.pattern, right.pattern);
  if (left.ignoreCase && right.ignoreCase) return true;
  if (!isAscii((left.ignoreCase ? left : right).pattern)) return false;
  return !globsOverlap(lower(left.pattern), lower(right.pattern));
}

function isAscii(pattern: Pattern): boolean {
  return pattern.every((code) => code < 128);
}

function lower(pattern: Pattern): Pattern {
  return pattern.map((code) => (code < 0 ? code : String.fromCharCode(code).toLowerCase().charCodeAt(0)));
}
