import { compileDate } from '../values/date';
import type { Operator } from './operator';

export const dateGreaterThanEquals: Operator = {
  name: 'DateGreaterThanEquals',
  negated: false,
  compile: (wanted) => compileDate(wanted, (had, limit) => had >= limit),
};
