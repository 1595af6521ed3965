import { compileArn } from './values/arn';
import { compileBinary } from './values/binary';
import { compileBoolean } from './values/boolean';
import { compileDate } from './values/date';
import { compileIp } from './values/ip';
import { compileNumber } from './values/number';
import { compileString } from './values/string';
import type { ValueTest } from './values/value-test';

/** Returns undefined if the text is not a value of the operator. `variables`: the policy's version knows policy variables. */
type Compile = (wanted: string, variables: boolean) => ValueTest | undefined;

export interface Operator {
  /** Holds if no value of the policy agrees, and if the key is not in the request. */
  negated: boolean;
  compile: Compile;
}

type Comparison = (had: number, limit: number) => boolean;

const COMPARISONS: Record<string, Comparison> = {
  Equals: (had, limit) => had === limit,
  LessThan: (had, limit) => had < limit,
  LessThanEquals: (had, limit) => had <= limit,
  GreaterThan: (had, limit) => had > limit,
  GreaterThanEquals: (had, limit) => had >= limit,
};

function comparing(
  prefix: string,
  compile: (wanted: string, compare: Comparison) => ValueTest | undefined,
): [string, Compile][] {
  return Object.entries(COMPARISONS).map(([name, compare]) => [
    `${prefix}${name}`,
    (wanted) => compile(wanted, compare),
  ]);
}

const POSITIVE: [string, Compile][] = [
  ['StringEquals', (wanted, variables) => compileString(wanted, variables, { wildcards: false })],
  [
    'StringEqualsIgnoreCase',
    (wanted, variables) => compileString(wanted, variables, { wildcards: false, ignoreCase: true }),
  ],
  ['StringLike', (wanted, variables) => compileString(wanted, variables, { wildcards: true })],
  ['ArnEquals', compileArn],
  ['ArnLike', compileArn],
  ['Bool', compileBoolean],
  ['BinaryEquals', compileBinary],
  ['IpAddress', compileIp],
  ...comparing('Numeric', compileNumber),
  ...comparing('Date', compileDate),
];

/** Each negated operator with the operator that it negates. */
const NEGATED: Record<string, string> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NotIpAddress: 'IpAddress',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
};

/**
 * The condition operators by name, except `Null`, which tests presence (condition.ts).
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export const OPERATORS: ReadonlyMap<string, Operator> = operators();

function operators(): Map<string, Operator> {
  const all = new Map(POSITIVE.map(([name, compile]) => [name, { negated: false, compile }]));
  for (const [name, positive] of Object.entries(NEGATED)) {
    all.set(name, { negated: true, compile: (all.get(positive) as Operator).compile });
  }
  return all;
}
