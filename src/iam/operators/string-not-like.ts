import { compileString } from '../values/string';
import type { Operator } from './operator';

export const stringNotLike: Operator = {
  name: 'StringNotLike',
  negated: true,
  compile: (wanted, variables) => compileString(wanted, variables, { wildcards: true }),
};
