import { compileDate } from '../values/date';
import type { Operator } from './operator';

export const dateEquals: Operator = {
  name: 'DateEquals',
  negated: false,
  compile: (wanted) => compileDate(wanted, (had, limit) => had === limit),
};
