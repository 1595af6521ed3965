import type { Ternary } from '../ternary';
import type { Call } from '../types';

/** Whether one value of the request agrees with one value of the policy. */
export type ValueTest = (had: string, call: Call) => Ternary;
