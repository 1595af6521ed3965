import { compileString } from '../values/string';
import type { Operator } from './operator';

export const stringLike: Operator = {
  name: 'StringLike',
  negated: false,
  compile: (wanted, variables) => compileString(wanted, variables, { wildcards: true }),
};
