import { compileString } from '../values/string';
import type { Operator } from './operator';

export const stringNotEqualsIgnoreCase: Operator = {
  name: 'StringNotEqualsIgnoreCase',
  negated: true,
  compile: (wanted, variables) => compileString(wanted, variables, { wildcards: false, ignoreCase: true }),
};
