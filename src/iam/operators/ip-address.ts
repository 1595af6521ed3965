import { compileIp } from '../values/ip';
import type { Operator } from './operator';

export const ipAddress: Operator = {
  name: 'IpAddress',
  negated: false,
  compile: compileIp,
};
