import type { Call } from '../context';
import type { Ternary } from '../ternary';

/** Whether one value of the request agrees with one value of the policy. */
export type ValueTest = (had: string, call: Call) => Ternary;

/** A condition operator. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export interface Operator {
  name: string;
  /** Holds where no value of the policy agrees, and where the key is not in the request. */
  negated: boolean;
  /** Undefined where the text is no value of this operator. `variables`: the policy's version knows policy variables. */
  compile(wanted: string, variables: boolean): ValueTest | undefined;
}
