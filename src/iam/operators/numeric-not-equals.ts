import { compileNumber } from '../values/number';
import type { Operator } from './operator';

export const numericNotEquals: Operator = {
  name: 'NumericNotEquals',
  negated: true,
  compile: (wanted) => compileNumber(wanted, (had, limit) => had === limit),
};
