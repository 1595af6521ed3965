import type { Call } from './context';
import type { Policy } from './policy';
import type { Naming } from './principal';
import { type Side, type Statement, testStatement } from './statement';
import { and, or, type Ternary } from './ternary';

/** What the policies of one side say, and the first statement that says so most clearly. */
export interface Judgement {
  allow: Ternary;
  allowedBy?: Statement;
  deny: Ternary;
  deniedBy?: Statement;
}

/** Stands for a policy that exists but is not known. */
export const UNKNOWN_JUDGEMENT: Judgement = { allow: 'unknown', deny: 'unknown' };

const STRENGTH = { no: 0, unknown: 1, yes: 2 } as const satisfies Record<Ternary, number>;

/** A Deny that applies ends it; every other statement is looked at. */
export function judge(policies: readonly Policy[], call: Call, side: Side): Judgement {
  const result: Judgement = { allow: 'no', deny: 'no' };
  for (const { statements } of policies) {
    for (const statement of statements) {
      const { effect } = statement;
      // What it would say has been said already.
      if (effect === 'Allow' && result.allow === 'yes') continue;
      const applies = testStatement(statement, call, side);
      if (effect !== 'Deny' && STRENGTH[applies] > STRENGTH[result.allow]) {
        result.allow = applies;
        result.allowedBy = statement;
      }
      if (effect !== 'Allow' && STRENGTH[applies] > STRENGTH[result.deny]) {
        result.deny = applies;
        result.deniedBy = statement;
        if (applies === 'yes') return result;
      }
    }
  }
  return result;
}

/** Whether a resource's policy allows a caller whom it names at least as strongly as asked. */
export function allowsNamed(policy: Policy, call: Call, atLeast: Naming): Ternary {
  let result: Ternary = 'no';
  for (const statement of policy.statements) {
    if (statement.effect === 'Deny') continue;
    const named = statement.principal?.names(call, atLeast) ?? 'unknown';
    if (named !== 'no') result = or(result, and(named, testStatement(statement, call, 'resource')));
    if (result === 'yes') return result;
  }
  return result;
}
