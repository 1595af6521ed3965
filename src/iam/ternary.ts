/**
 * Kleene's three values. `unknown` stands for what the evaluator does not understand or does not know. It never counts as
 * yes or as no: an Allow that is unknown might allow, a Deny that is unknown might deny.
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

/** `no` if one is `no`; `yes` for an empty list. */
export function every<T>(items: readonly T[], test: (item: T) => Ternary): Ternary {
  let result: Ternary = 'yes';
  for (const item of items) {
    result = and(result, test(item));
    if (result === 'no') return result;
  }
  return result;
}

/** `yes` if one is `yes`; `no` for an empty list. */
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
