import type { Call } from './context';
import type { Ternary } from './ternary';

/** One element of a statement, or one line of its Condition: a statement applies where all of them hold. */
export interface Check {
  test(call: Call): Ternary;
  /** For people: what was wanted, what the request had. */
  describe(call: Call): string;
}

/** Stands for what can't be read: nobody knows what AWS would make of it. */
export function notUnderstood(what: string): Check {
  return { test: () => 'unknown', describe: () => `not understood: ${what}` };
}

const SHOWN = 3;

/** A list for a message; long ones are cut. */
export function listed(values: readonly string[]): string {
  const shown = values.slice(0, SHOWN).join(', ');
  return values.length > SHOWN ? `${shown} and ${values.length - SHOWN} more` : shown;
}
