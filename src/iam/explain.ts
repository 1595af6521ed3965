import { PreparedCall } from './context';
import type { AccessRequest, Call, Policy, PolicySet, Side, Statement, StatementTrace } from './types';

function explainStatement(statement: Statement, call: Call, side: Side): StatementTrace {
  const failing = statement.checks[side]
    .map((check) => ({ result: check.test(call), check }))
    .filter(({ result }) => result !== 'yes');
  const decisive = failing.filter(({ result }) => result === 'no');
  const shown = decisive.length > 0 ? decisive : failing;
  return {
    policy: statement.ref.policy,
    statement: statement.ref.sid,
    effect: statement.effect,
    outcome: decisive.length > 0 ? 'not-matched' : failing.length > 0 ? 'unknown' : 'matched',
    because: shown.map(({ check }) => check.describe(call)).join('; '),
  };
}

/** Says of every statement of every policy whether it applies and, if not, why: action, resource, principal, conditions. */
export function explain(request: AccessRequest, policies: PolicySet): StatementTrace[] {
  const { identity, boundary, resource } = policies;
  const call = new PreparedCall(request, boundary !== undefined);
  const sides: [Side, readonly (Policy | string | undefined)[]][] = [
    ['identity', identity],
    ['identity', [boundary]],
    ['resource', [resource]],
  ];
  return sides.flatMap(([side, list]) =>
    list.flatMap((policy) => {
      if (policy === undefined || typeof policy === 'string') return [];
      return policy.statements.map((statement) => explainStatement(statement, call, side));
    }),
  );
}
