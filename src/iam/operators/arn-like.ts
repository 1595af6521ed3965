import { compileArn } from '../values/arn';
import type { Operator } from './operator';

export const arnLike: Operator = {
  name: 'ArnLike',
  negated: false,
  compile: compileArn,
};
