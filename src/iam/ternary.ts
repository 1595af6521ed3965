/**
 * Kleene's three values: `unknown` is what the evaluator does not understand or was not told. It never counts as
 * yes or as no: an Allow that is unknown may allow, a Deny that is unknown may deny.
 */
export type Ternary = 'yes' | 'no' | 'unknown';

export function not(value: Ternary): Ternary {
  if (value === 'unknown') return value;
  return value === 'yes' ? 'no' : 'yes';
}

export function and(left: Ternary, right: Ternary): Ternary {
  if (left === 'no' || right === 'no') return 'no';
  return left === 'yes' && right === 'yes' ? 'yes' : 'unknown';
}

export function or(left: Ternary, right: Ternary): Ternary {
  if (left === 'yes' || right === 'yes') return 'yes';
  return left === 'no' && right === 'no' ? 'no' : 'unknown';
}

/** `no` as soon as one is; `yes` for none at all. */
export function every<T>(items: readonly T[], test: (item: T) => Ternary): Ternary {
  let result: Ternary = 'yes';
  for (const item of items) {
    result = and(result, test(item));
    if (result === 'no') return result;
  }
  return result;
}

/** `yes` as soon as one is; `no` for none at all. */
export function some<T>(items: readonly T[], test: (item: T) => Ternary): Ternary {
  let result: Ternary = 'no';
  for (const item of items) {
    result = or(result, test(item));
    if (result === 'yes') return result;
  }
  return result;
}

export function ternary(value: boolean): Ternary {
  return value ? 'yes' : 'no';
}
