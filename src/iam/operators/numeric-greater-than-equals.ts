import { compileNumber } from '../values/number';
import type { Operator } from './operator';

export const numericGreaterThanEquals: Operator = {
  name: 'NumericGreaterThanEquals',
  negated: false,
  compile: (wanted) => compileNumber(wanted, (had, limit) => had >= limit),
};
