import { compileString } from '../values/string';
import type { Operator } from './operator';

export const stringNotEquals: Operator = {
  name: 'StringNotEquals',
  negated: true,
  compile: (wanted, variables) => compileString(wanted, variables, { wildcards: false }),
};
