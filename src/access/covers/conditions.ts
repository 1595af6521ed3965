import { isObject, listOf } from '../../iam/json';
import { OPERATORS } from '../../iam/operators';
import { matcherContains, matcherOf, matchersDisjoint } from './matchers';
import type { ConditionLine, LineTest, Matcher, Qualifier } from './types';

const NAME = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/;
/** As the evaluator reads it (`src/iam/condition.ts`). */
const KEY = /^[A-Za-z0-9._-]+(?:\/[^:]*)?:.+$/;

const POSITIVE: Record<string, string> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NotIpAddress: 'IpAddress',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
};

/** The lines of a Condition. An unreadable line has no test. */
export function conditionLines(condition: unknown, variables: boolean): ConditionLine[] {
  if (condition === undefined) return [];
  if (!isObject(condition)) return [unreadableLine('', '', condition)];
  return Object.entries(condition).flatMap(([operator, keys]) => {
    if (!isObject(keys)) return [unreadableLine(operator, '', keys)];
    return Object.entries(keys).map(([key, values]) => conditionLine(operator, key, values, variables));
  });
}

function unreadableLine(operator: string, key: string, value: unknown): ConditionLine {
  const values = listOf(value).map((item) =>
    typeof item === 'string' ? item : (JSON.stringify(item) ?? ''),
  );
  const lower = key.toLowerCase();
  return { operator, key, lower, values, same: JSON.stringify(['unreadable', operator, lower, value]) };
}

function conditionLine(operator: string, key: string, value: unknown, variables: boolean): ConditionLine {
  const list = listOf(value);
  const isText = list.every((item) => ['string', 'number', 'boolean'].includes(typeof item));
  if (!isText || list.length === 0 || !KEY.test(key)) return unreadableLine(operator, key, value);
  const values = list.map(String);
  const test = lineTest(operator, values, variables);
  const lower = key.toLowerCase();
  const withVariables = variables && values.some((text) => text.includes('${'));
  const same = JSON.stringify([operator, lower, [...new Set(values)].sort(), withVariables]);
  return { operator, key, lower, values, same, ...(test && { test }) };
}

function lineTest(operator: string, values: readonly string[], variables: boolean): LineTest | undefined {
  if (operator === 'Null') {
    const wanted = new Set(values.map((text) => text.toLowerCase()));
    const [only] = wanted;
    return wanted.size === 1 && (only === 'true' || only === 'false')
      ? { kind: 'presence', present: only === 'false' }
      : undefined;
  }
  const [, qualifier, base = '', suffix] = NAME.exec(operator) ?? [];
  const known = OPERATORS.get(base);
  if (known === undefined) return undefined;
  const matchers = values.map((value) => matcherOf(POSITIVE[base] ?? base, value, variables));
  if (!matchers.every((matcher) => matcher !== undefined)) return undefined;
  return valuesTest({
    qualifier: qualifier as Qualifier,
    negated: known.negated,
    absent: whenAbsent(qualifier as Qualifier, known.negated, suffix !== undefined),
    matchers,
  });
}

type ValuesTest = Extract<LineTest, { kind: 'values' }>;

function valuesTest(test: Omit<ValuesTest, 'kind' | 'keys' | 'broad'>): ValuesTest {
  const keys = new Set(test.matchers.map(({ key }) => key));
  return { kind: 'values', ...test, keys, broad: test.matchers.filter((matcher) => !isExact(matcher)) };
}

/** The evaluator's rule for a key that is not in the request (`src/iam/condition.ts`). */
function whenAbsent(qualifier: Qualifier, negated: boolean, ifExists: boolean): ValuesTest['absent'] {
  if (qualifier === 'ForAnyValue') return ifExists ? 'unknown' : 'no';
  if (ifExists || qualifier === 'ForAllValues') return 'yes';
  return negated ? 'yes' : 'no';
}

/** Every line of `wide` holds if all lines of `narrow` hold. True is a proof. */
export function conditionsImply(narrow: readonly ConditionLine[], wide: readonly ConditionLine[]): boolean {
  return wide.every((line) => narrow.some((stricter) => lineImplies(stricter, line)));
}

function lineImplies(narrow: ConditionLine, wide: ConditionLine): boolean {
  if (narrow.same === wide.same) return true;
  if (narrow.lower !== wide.lower) return false;
  const [test, wanted] = [narrow.test, wide.test];
  if (test === undefined || wanted === undefined) return false;
  if (wanted.kind === 'presence') return wanted.present === presenceOf(test);
  if (test.kind === 'presence') return !test.present && wanted.absent === 'yes';
  return (
    test.qualifier === wanted.qualifier &&
    (test.absent === 'no' || test.absent === wanted.absent || wanted.absent === 'yes') &&
    valuesImply(test, wanted)
  );
}

/** True: the line holds only if the key is there. False: only if it is not. */
function presenceOf(test: LineTest): boolean | undefined {
  if (test.kind === 'presence') return test.present;
  return test.absent === 'no' ? true : undefined;
}

/** Every value that passes `narrow` passes `wide`. */
function valuesImply(narrow: ValuesTest, wide: ValuesTest): boolean {
  if (narrow.negated && wide.negated) return allContained(wide.matchers, narrow);
  if (narrow.negated) return false;
  return wide.negated ? allDisjoint(narrow, wide) : allContained(narrow.matchers, wide);
}

/** Each matcher is contained in one of `within`. Equal values are looked up, the rest is compared by pairs. */
function allContained(matchers: readonly Matcher[], within: ValuesTest): boolean {
  return matchers.every(
    (matcher) =>
      within.keys.has(matcher.key) ||
      (isExact(matcher) ? within.broad : within.matchers).some((wide) => matcherContains(wide, matcher)),
  );
}

function isExact(matcher: Matcher): boolean {
  return 'exact' in matcher && matcher.exact !== undefined;
}

/** Exact texts differ if their keys differ, so that only the other values are compared by pairs. */
function allDisjoint(left: ValuesTest, right: ValuesTest): boolean {
  return left.matchers.every((matcher) => {
    if (right.keys.has(matcher.key)) return false;
    const compared = isExact(matcher) ? right.broad : right.matchers;
    return compared.every((other) => matchersDisjoint(matcher, other));
  });
}

/**
 * Keys with at most one value in a request. What an operator without qualifier makes of several is not documented.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html ("Value type – Single-valued")
 */
const SINGLE_VALUED = new Set(
  (
    'aws:PrincipalArn aws:PrincipalAccount aws:PrincipalOrgID aws:PrincipalType aws:PrincipalIsAWSService ' +
    'aws:PrincipalServiceName aws:userid aws:username aws:SourceArn aws:SourceAccount aws:SourceOrgID aws:SourceIp ' +
    'aws:SourceVpc aws:SourceVpce aws:SourceIdentity aws:RequestedRegion aws:SecureTransport aws:CurrentTime ' +
    'aws:EpochTime aws:MultiFactorAuthPresent aws:MultiFactorAuthAge aws:TokenIssueTime aws:ViaAWSService ' +
    'aws:ResourceAccount aws:ResourceOrgID aws:UserAgent aws:Referer aws:VpcSourceIp aws:CalledViaFirst ' +
    'aws:CalledViaLast sts:ExternalId sts:RoleSessionName sts:SourceIdentity'
  )
    .toLowerCase()
    .split(' '),
);
const SINGLE_VALUED_TAGS = /^aws:(?:principal|request|resource)tag\//;

function isSingleValued(lower: string): boolean {
  return SINGLE_VALUED.has(lower) || SINGLE_VALUED_TAGS.test(lower);
}

/** No request meets both conditions. True is a proof. */
export function conditionsContradict(
  left: readonly ConditionLine[],
  right: readonly ConditionLine[],
): boolean {
  return left.some((line) => right.some((other) => linesContradict(line, other)));
}

function linesContradict(left: ConditionLine, right: ConditionLine): boolean {
  if (left.lower !== right.lower || left.test === undefined || right.test === undefined) return false;
  const presences = [presenceOf(left.test), presenceOf(right.test)];
  if (presences.includes(true) && presences.includes(false)) return true;
  const [test, other] = [left.test, right.test];
  if (test.kind === 'presence' || other.kind === 'presence') return false;
  if (test.qualifier !== undefined || other.qualifier !== undefined || !isSingleValued(left.lower))
    return false;
  if (!presences.includes(true)) return false;
  if (test.negated && other.negated) return false;
  if (test.negated) return allContained(other.matchers, test);
  return other.negated ? allContained(test.matchers, other) : allDisjoint(test, other);
}

/** The condition that holds if `line` does not. Undefined if none is known. */
export function negateLine(line: ConditionLine): ConditionLine | undefined {
  const { test, lower } = line;
  if (test === undefined) return undefined;
  const same = `not ${line.same}`;
  const operator = `not ${line.operator}`;
  if (test.kind === 'presence')
    return { ...line, operator, same, test: { kind: 'presence', present: !test.present } };
  if (test.qualifier !== undefined || !isSingleValued(lower)) return undefined;
  const absent = test.absent === 'no' ? 'yes' : 'no';
  return { ...line, operator, same, test: valuesTest({ ...test, negated: !test.negated, absent }) };
}
