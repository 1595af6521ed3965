import { compileDate } from '../values/date';
import type { Operator } from './operator';

export const dateNotEquals: Operator = {
  name: 'DateNotEquals',
  negated: true,
  compile: (wanted) => compileDate(wanted, (had, limit) => had === limit),
};
