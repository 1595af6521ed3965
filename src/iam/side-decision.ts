import { testStatement } from './statement';
import { and, or, type Ternary } from './ternary';
import type { Call, Naming, Policy, Side, Statement } from './types';

/** What the policies of one side decide, and the first statement that decides it most clearly. */
export interface SideDecision {
  allow: Ternary;
  allowedBy?: Statement;
  deny: Ternary;
  deniedBy?: Statement;
}

/** Stands for a policy that exists, or might exist, but is not known. */
export const UNKNOWN_DECISION: SideDecision = { allow: 'unknown', deny: 'unknown' };

const STRENGTH = { no: 0, unknown: 1, yes: 2 } as const satisfies Record<Ternary, number>;

/** Stops at a Deny that applies, else tests every statement that might change the result. */
export function decideSide(policies: readonly Policy[], call: Call, side: Side): SideDecision {
  const result: SideDecision = { allow: 'no', deny: 'no' };
  for (const { statements } of policies) {
    for (const statement of statements) {
      const { effect } = statement;
      // Another Allow can not change the result.
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

/** Whether a resource's policy allows a caller whom it names at least as strongly as `atLeast`. */
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
