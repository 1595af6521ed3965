import { arnEquals } from './arn-equals';
import { arnLike } from './arn-like';
import { arnNotEquals } from './arn-not-equals';
import { arnNotLike } from './arn-not-like';
import { binaryEquals } from './binary-equals';
import { bool } from './bool';
import { dateEquals } from './date-equals';
import { dateGreaterThan } from './date-greater-than';
import { dateGreaterThanEquals } from './date-greater-than-equals';
import { dateLessThan } from './date-less-than';
import { dateLessThanEquals } from './date-less-than-equals';
import { dateNotEquals } from './date-not-equals';
import { ipAddress } from './ip-address';
import { notIpAddress } from './not-ip-address';
import { numericEquals } from './numeric-equals';
import { numericGreaterThan } from './numeric-greater-than';
import { numericGreaterThanEquals } from './numeric-greater-than-equals';
import { numericLessThan } from './numeric-less-than';
import { numericLessThanEquals } from './numeric-less-than-equals';
import { numericNotEquals } from './numeric-not-equals';
import type { Operator } from './operator';
import { stringEquals } from './string-equals';
import { stringEqualsIgnoreCase } from './string-equals-ignore-case';
import { stringLike } from './string-like';
import { stringNotEquals } from './string-not-equals';
import { stringNotEqualsIgnoreCase } from './string-not-equals-ignore-case';
import { stringNotLike } from './string-not-like';

/** By name, as policies write it. `Null` asks for presence, not for a value: see condition.ts. */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map(
  [
    arnEquals,
    arnLike,
    arnNotEquals,
    arnNotLike,
    binaryEquals,
    bool,
    dateEquals,
    dateGreaterThan,
    dateGreaterThanEquals,
    dateLessThan,
    dateLessThanEquals,
    dateNotEquals,
    ipAddress,
    notIpAddress,
    numericEquals,
    numericGreaterThan,
    numericGreaterThanEquals,
    numericLessThan,
    numericLessThanEquals,
    numericNotEquals,
    stringEquals,
    stringEqualsIgnoreCase,
    stringLike,
    stringNotEquals,
    stringNotEqualsIgnoreCase,
    stringNotLike,
  ].map((operator) => [operator.name, operator]),
);
