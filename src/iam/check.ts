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

/** For a message; nothing is shown of what is nested, which may be deep. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}

const SHOWN = 3;

/** A list for a message; long ones are cut. */
export function listed(values: readonly string[]): string {
  const first = values.slice(0, SHOWN).join(', ');
  return values.length > SHOWN ? `${first} and ${values.length - SHOWN} more` : first;
}
