import { compileString } from '../values/string';
import type { Operator } from './operator';

export const stringEqualsIgnoreCase: Operator = {
  name: 'StringEqualsIgnoreCase',
  negated: false,
  compile: (wanted, variables) => compileString(wanted, variables, { wildcards: false, ignoreCase: true }),
};
