import { Call } from './context';
import type { Policy } from './policy';
import type { Side, Statement } from './statement';
import type { AccessRequest, PolicySet, StatementTrace } from './types';

function explainStatement(policy: Policy, statement: Statement, call: Call, side: Side): StatementTrace {
  const failing = statement.checks[side]
    .map((check) => ({ result: check.test(call), check }))
    .filter(({ result }) => result !== 'yes');
  const decisive = failing.filter(({ result }) => result === 'no');
  const shown = decisive.length > 0 ? decisive : failing;
  return {
    policy: policy.name,
    statement: statement.label,
    effect: statement.effect,
    outcome: decisive.length > 0 ? 'not-matched' : failing.length > 0 ? 'unknown' : 'matched',
    because: shown.map(({ check }) => check.describe(call)).join('; '),
  };
}

/** For every statement of every policy whether it applies and, where it does not, why: action, resource, principal, conditions. */
export function explain(request: AccessRequest, policies: PolicySet): StatementTrace[] {
  const { identity, boundary, resource } = policies;
  const call = new Call(request, boundary !== undefined);
  const sides: [Side, readonly (Policy | 'unknown' | undefined)[]][] = [
    ['identity', identity],
    ['identity', [boundary]],
    ['resource', [resource]],
  ];
  return sides.flatMap(([side, list]) =>
    list.flatMap((policy) => {
      if (policy === undefined || policy === 'unknown') return [];
      return policy.statements.map((statement) => explainStatement(policy, statement, call, side));
    }),
  );
}
