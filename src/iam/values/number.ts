import { ternary } from '../ternary';
import type { ValueTest } from './value-test';

/** Fifteen digits are exact in a JavaScript number; more are not understood rather than rounded. */
const NUMBER = /^[+-]?(?:\d+(?:\.\d+)?|\.\d+)$/;

export function parseNumber(text: string): number | undefined {
  return NUMBER.test(text) && text.replace(/\D/g, '').length <= 15 ? Number(text) : undefined;
}

export function compileNumber(
  wanted: string,
  compare: (had: number, wanted: number) => boolean,
): ValueTest | undefined {
  const right = parseNumber(wanted);
  if (right === undefined) return undefined;
  return (had) => {
    const left = parseNumber(had);
    return left === undefined ? 'unknown' : ternary(compare(left, right));
  };
}
