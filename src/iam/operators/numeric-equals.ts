import { compileNumber } from '../values/number';
import type { Operator } from './operator';

export const numericEquals: Operator = {
  name: 'NumericEquals',
  negated: false,
  compile: (wanted) => compileNumber(wanted, (had, limit) => had === limit),
};
