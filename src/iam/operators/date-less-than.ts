import { compileDate } from '../values/date';
import type { Operator } from './operator';

export const dateLessThan: Operator = {
  name: 'DateLessThan',
  negated: false,
  compile: (wanted) => compileDate(wanted, (had, limit) => had < limit),
};
