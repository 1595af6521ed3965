import { compileDate } from '../values/date';
import type { Operator } from './operator';

export const dateLessThanEquals: Operator = {
  name: 'DateLessThanEquals',
  negated: false,
  compile: (wanted) => compileDate(wanted, (had, limit) => had <= limit),
};
