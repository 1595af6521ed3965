import { listed, notUnderstood } from './check';
import { isObject, listOf } from './json';
import { OPERATORS, type Operator } from './operators';
import { every, not, or, some, type Ternary, ternary } from './ternary';
import { type Call, type Check, type KeyValue, UNKNOWN } from './types';
import type { ValueTest } from './values/value-test';

type Qualifier = 'ForAllValues' | 'ForAnyValue' | undefined;

interface Line {
  operator: Operator;
  qualifier: Qualifier;
  ifExists: boolean;
  key: string;
  lower: string;
  tests: ValueTest[];
}

const NAME = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/;
/** A service's or a tag's key: `aws:PrincipalArn`, `aws:RequestTag/team`. */
const KEY = /^[A-Za-z0-9._-]+(?:\/[^:]*)?:.+$/;

/**
 * The result if the key is not in the request: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * For ForAnyValue that page's IfExists ("evaluate the condition element as true") contradicts the page on several values
 * ("if the key doesn't exist, the condition returns false").
 */
function whenAbsent({ operator, qualifier, ifExists }: Line): Ternary {
  if (qualifier === 'ForAnyValue') return ifExists ? 'unknown' : 'no';
  if (ifExists || qualifier === 'ForAllValues') return 'yes';
  return ternary(operator.negated);
}

/** One value of the policy is enough to agree. A negated operator holds if none agrees. */
function testOne({ operator, tests }: Line, had: string, call: Call): Ternary {
  let agrees: Ternary = 'no';
  for (const test of tests) {
    agrees = or(agrees, test(had, call));
    if (agrees === 'yes') break;
  }
  return operator.negated ? not(agrees) : agrees;
}

function testLine(line: Line, value: KeyValue, call: Call): Ternary {
  if (value === UNKNOWN) return 'unknown';
  if (value === undefined) return whenAbsent(line);
  const { qualifier } = line;
  if (qualifier === undefined) {
    if (typeof value === 'string') return testOne(line, value, call);
    // AWS does not document what an operator for one value does with several.
    return value.length === 1 ? testOne(line, value[0] as string, call) : 'unknown';
  }
  const values = typeof value === 'string' ? [value] : value;
  // "If the key values resolve to an empty data set, such as an empty string".
  if (values.every((had) => had === '')) return whenAbsent(line);
  return qualifier === 'ForAllValues'
    ? every(values, (had) => testOne(line, had, call))
    : some(values, (had) => testOne(line, had, call));
}

function showValue(value: KeyValue): string {
  if (value === UNKNOWN) return 'an unknown value';
  if (value === undefined) return 'none';
  return typeof value === 'string' ? value : listed(value);
}

function describer(name: string, key: string, wanted: readonly string[]): Check['describe'] {
  const lower = key.toLowerCase();
  return (call) => {
    return `condition ${name} ${key}: wanted ${listed(wanted)}, had ${showValue(call.lookup(key, lower))}`;
  };
}

/** `Null` with `true` holds if the key is absent, with `false` if it is present. */
function compileNull(key: string, wanted: readonly string[]): Check {
  const lower = key.toLowerCase();
  const absences = new Set(wanted.map((text) => text.toLowerCase()));
  if (![...absences].every((text) => text === 'true' || text === 'false')) {
    return notUnderstood(`condition Null ${key}: ${listed(wanted)}`);
  }
  return {
    test: (call) => {
      const value = call.lookup(key, lower);
      return value === UNKNOWN ? 'unknown' : ternary(absences.has(String(value === undefined)));
    },
    describe: describer('Null', key, wanted),
  };
}

/** JSON's numbers and booleans stand for their text. Undefined if another type is among them. */
function texts(value: unknown): string[] | undefined {
  const list = listOf(value);
  const readable = list.every((item) => ['string', 'number', 'boolean'].includes(typeof item));
  return readable && list.length > 0 ? list.map(String) : undefined;
}

function compileLine(name: string, key: string, value: unknown, variables: boolean): Check {
  const wanted = texts(value);
  if (wanted === undefined) return notUnderstood(`the values of condition ${name} ${key}`);
  if (!KEY.test(key)) return notUnderstood(`condition key ${key}`);
  if (name === 'Null') return compileNull(key, wanted);
  const [, qualifier, base, suffix] = NAME.exec(name) ?? [];
  const operator = OPERATORS.get(base as string);
  if (operator === undefined) return notUnderstood(`condition operator ${name}`);
  const line: Line = {
    operator,
    qualifier: qualifier as Qualifier,
    ifExists: suffix !== undefined,
    key,
    lower: key.toLowerCase(),
    tests: wanted.map((text) => operator.compile(text, variables) ?? (() => 'unknown')),
  };
  return {
    test: (call) => testLine(line, call.lookup(line.key, line.lower), call),
    describe: describer(name, key, wanted),
  };
}

/** One check for each operator and key of a Condition. All must hold. */
export function compileCondition(value: unknown, variables: boolean): Check[] {
  if (!isObject(value)) return [notUnderstood('Condition is not an object')];
  return Object.entries(value).flatMap(([name, keys]) => {
    if (!isObject(keys)) return [notUnderstood(`condition operator ${name} has no keys`)];
    return Object.entries(keys).map(([key, wanted]) => compileLine(name, key, wanted, variables));
  });
}
