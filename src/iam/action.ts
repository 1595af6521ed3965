import { listed, notUnderstood, shown } from './check';
import { globMatch, type Pattern, wildcardPattern } from './glob';
import { listOf } from './json';
import { not, type Ternary } from './ternary';
import type { Check } from './types';

/** `*`, or `service:Name` with wildcards: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html */
const ACTION = /^[A-Za-z0-9-]+:[A-Za-z0-9*?]+$/;
const WILDCARD = /[*?]/;

/** Compiles Action, or NotAction if `negated`. Names are compared without regard to case. */
export function compileAction(value: unknown, negated: boolean): Check {
  const label = negated ? 'NotAction' : 'Action';
  const wanted = listOf(value);
  const literals = new Set<string>();
  const patterns: Pattern[] = [];
  let everything = false;
  let unreadable: unknown;
  for (const text of wanted) {
    if (text === '*') everything = true;
    else if (typeof text !== 'string' || !ACTION.test(text)) unreadable = text;
    else {
      const lower = text.toLowerCase();
      if (WILDCARD.test(lower)) patterns.push(wildcardPattern(lower));
      else literals.add(lower);
    }
  }
  if (wanted.length === 0) return notUnderstood(`an empty ${label}`);

  function matches(action: string): Ternary {
    if (everything || literals.has(action)) return 'yes';
    for (const pattern of patterns) if (globMatch(pattern, action)) return 'yes';
    return unreadable === undefined ? 'no' : 'unknown';
  }
  return {
    test: negated ? (call) => not(matches(call.action)) : (call) => matches(call.action),
    describe: ({ request }) => {
      const odd = unreadable === undefined ? '' : ` (not understood: ${shown(unreadable)})`;
      return `${label}: ${listed(wanted.map(shown))}, requested ${request.action}${odd}`;
    },
  };
}
