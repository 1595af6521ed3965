import { compileNumber } from '../values/number';
import type { Operator } from './operator';

export const numericLessThan: Operator = {
  name: 'NumericLessThan',
  negated: false,
  compile: (wanted) => compileNumber(wanted, (had, limit) => had < limit),
};
