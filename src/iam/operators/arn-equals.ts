import { compileArn } from '../values/arn';
import type { Operator } from './operator';

export const arnEquals: Operator = {
  name: 'ArnEquals',
  negated: false,
  compile: compileArn,
};
