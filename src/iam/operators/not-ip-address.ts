import { compileIp } from '../values/ip';
import type { Operator } from './operator';

export const notIpAddress: Operator = {
  name: 'NotIpAddress',
  negated: true,
  compile: compileIp,
};
