import { compileArn } from '../values/arn';
import type { Operator } from './operator';

export const arnNotEquals: Operator = {
  name: 'ArnNotEquals',
  negated: true,
  compile: compileArn,
};
