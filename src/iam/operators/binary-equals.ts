import { compileBinary } from '../values/binary';
import type { Operator } from './operator';

export const binaryEquals: Operator = {
  name: 'BinaryEquals',
  negated: false,
  compile: compileBinary,
};
