import { ternary } from '../ternary';
import type { ValueTest } from './value-test';

function parseBoolean(text: string): boolean | undefined {
  const lower = text.toLowerCase();
  return lower === 'true' ? true : lower === 'false' ? false : undefined;
}

/** AWS's pages disagree on policy variables in a boolean, so a variable is not understood. */
export function compileBoolean(wanted: string): ValueTest | undefined {
  const right = parseBoolean(wanted);
  if (right === undefined) return undefined;
  return (had) => {
    const left = parseBoolean(had);
    return left === undefined ? 'unknown' : ternary(left === right);
  };
}
