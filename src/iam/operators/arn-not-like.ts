import { compileArn } from '../values/arn';
import type { Operator } from './operator';

export const arnNotLike: Operator = {
  name: 'ArnNotLike',
  negated: true,
  compile: compileArn,
};
