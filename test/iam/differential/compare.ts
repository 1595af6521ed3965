import { DISAGREEMENTS } from './disagreements';
import type { RandomCase } from './generate';
import { decideCase, type Letter } from './verdict';

export type Comparison = { agree: true } | { agree: false; settledBy?: string };

/**
 * Compares our verdict with the oracle's. If they differ, the listed disagreements are removed from the case one after the
 * other until both agree on the rest. The last one removed has settled the case.
 */
export function compare(made: RandomCase, ask: (candidate: RandomCase) => Letter): Comparison {
  if (decideCase(made) === ask(made)) return { agree: true };
  let rest = made;
  for (const { id, without } of DISAGREEMENTS) {
    const next = without(rest);
    if (next !== rest && decideCase(next) === ask(next)) return { agree: false, settledBy: id };
    rest = next;
  }
  return { agree: false };
}
