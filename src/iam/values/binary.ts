import { ternary } from '../ternary';
import type { ValueTest } from './value-test';

/** Base64 with or without its padding. Other text is not understood: Buffer would skip what it can't read. */
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

function parseBinary(text: string): Buffer | undefined {
  return BASE64.test(text) ? Buffer.from(text, 'base64') : undefined;
}

/** Both sides are Base64, because the request context of this evaluator contains text only. */
export function compileBinary(wanted: string): ValueTest | undefined {
  const right = parseBinary(wanted);
  if (right === undefined) return undefined;
  return (had) => {
    const left = parseBinary(had);
    return left === undefined ? 'unknown' : ternary(left.equals(right));
  };
}
