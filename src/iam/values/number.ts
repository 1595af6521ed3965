import { ternary } from '../ternary';
import type { ValueTest } from './value-test';

/** A JavaScript number holds fifteen digits exactly. More digits are not understood, because they would be rounded. */
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
