import { compileString } from '../values/string';
import type { Operator } from './operator';

export const stringEquals: Operator = {
  name: 'StringEquals',
  negated: false,
  compile: (wanted, variables) => compileString(wanted, variables, { wildcards: false }),
};
