import { compileNumber } from '../values/number';
import type { Operator } from './operator';

export const numericGreaterThan: Operator = {
  name: 'NumericGreaterThan',
  negated: false,
  compile: (wanted) => compileNumber(wanted, (had, limit) => had > limit),
};
