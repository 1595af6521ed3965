import { compileBoolean } from '../values/boolean';
import type { Operator } from './operator';

export const bool: Operator = {
  name: 'Bool',
  negated: false,
  compile: compileBoolean,
};
