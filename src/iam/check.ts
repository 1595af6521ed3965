import type { Check } from './types';

/** Stands for what the evaluator can't read: AWS might accept or refuse it. */
export function notUnderstood(what: string): Check {
  return { test: () => 'unknown', describe: () => `not understood: ${what}` };
}

/** A value for a message. Lists and objects are not shown, because they might be deep. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}

const SHOWN = 3;

/** A list for a message. A long one is cut, and the message says how many values it leaves out. */
export function listed(values: readonly string[]): string {
  const first = values.slice(0, SHOWN).join(', ');
  return values.length > SHOWN ? `${first} and ${values.length - SHOWN} more` : first;
}
