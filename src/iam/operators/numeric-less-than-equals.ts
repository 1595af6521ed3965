import { compileNumber } from '../values/number';
import type { Operator } from './operator';

export const numericLessThanEquals: Operator = {
  name: 'NumericLessThanEquals',
  negated: false,
  compile: (wanted) => compileNumber(wanted, (had, limit) => had <= limit),
};
