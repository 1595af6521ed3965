import type { RandomCase } from '../iam/differential/generate';
import { isWhole } from './whole';

const KEPT = new Set(['Effect', 'request', 'principal', 'context', 'identity', 'Statement']);

/** Every copy of the value that lacks one list item or one property. */
function* smaller(value: unknown): Generator<unknown> {
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) yield value.toSpliced(index, 1);
    for (let index = 0; index < value.length; index++) {
      for (const item of smaller(value[index])) yield value.with(index, item);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      const { [key]: _, ...rest } = value as Record<string, unknown>;
      if (!KEPT.has(key)) yield rest;
      for (const item of smaller(inner)) yield { ...value, [key]: item };
    }
  }
}

/** The smallest case found for which `shows` still holds, so that a person can read it. */
export function shrink(made: RandomCase, shows: (candidate: RandomCase) => boolean): RandomCase {
  let best = made;
  for (;;) {
    let next: RandomCase | undefined;
    for (const candidate of smaller(best) as Generator<RandomCase>) {
      if (!isWhole(candidate) || !shows(candidate)) continue;
      next = candidate;
      break;
    }
    if (next === undefined) return best;
    best = next;
  }
}
