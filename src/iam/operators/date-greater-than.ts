import { compileDate } from '../values/date';
import type { Operator } from './operator';

export const dateGreaterThan: Operator = {
  name: 'DateGreaterThan',
  negated: false,
  compile: (wanted) => compileDate(wanted, (had, limit) => had > limit),
};
