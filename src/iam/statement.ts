import { compileAction } from './action';
import { notUnderstood, shown } from './check';
import { compileCondition } from './condition';
import { isObject, type JsonObject } from './json';
import { compileNotPrincipal } from './not-principal';
import { compilePrincipal } from './principal';
import { compileResource } from './resource';
import { and, type Ternary } from './ternary';
import type { Call, Check, PrincipalCheck, Side, Statement } from './types';

const ELEMENTS = new Set(
  'Sid Effect Principal NotPrincipal Action NotAction Resource NotResource Condition'.split(' '),
);

/** The element or its Not… form. A statement that has both is not understood. */
function oneOf(
  source: JsonObject,
  name: string,
  compile: (value: unknown, negated: boolean) => Check,
): Check | undefined {
  const [plain, negated] = [source[name], source[`Not${name}`]];
  if (plain !== undefined && negated !== undefined) return notUnderstood(`${name} beside Not${name}`);
  if (plain !== undefined) return compile(plain, false);
  return negated === undefined ? undefined : compile(negated, true);
}

export function testStatement(statement: Statement, call: Call, side: Side): Ternary {
  let result: Ternary = 'yes';
  for (const check of statement.checks[side]) {
    result = and(result, check.test(call));
    if (result === 'no') return result;
  }
  return result;
}

/** A statement that the evaluator can't read at all. */
export function unreadableStatement(policy: string, sid: string, problem: string): Statement {
  const checks = [notUnderstood(problem)];
  return {
    ref: { policy, sid },
    effect: 'unknown',
    checks: { identity: checks, resource: checks },
  };
}

function sidOf(source: JsonObject, position: number): string {
  return typeof source.Sid === 'string' && source.Sid !== '' ? source.Sid : `#${position}`;
}

/** `position` counts from 1; `variables`: the policy's version knows policy variables. */
export function compileStatement(
  policy: string,
  source: unknown,
  position: number,
  variables: boolean,
): Statement {
  if (!isObject(source)) return unreadableStatement(policy, `#${position}`, 'the statement is not an object');
  const effect = source.Effect === 'Allow' || source.Effect === 'Deny' ? source.Effect : 'unknown';
  const common: Check[] = [];
  if (effect === 'unknown') {
    common.push(notUnderstood(source.Effect === undefined ? 'no Effect' : `Effect ${shown(source.Effect)}`));
  }
  for (const name of Object.keys(source)) {
    if (!ELEMENTS.has(name)) common.push(notUnderstood(`the element ${name}`));
  }
  const action = oneOf(source, 'Action', compileAction) ?? notUnderstood('no Action');
  const principal = oneOf(source, 'Principal', (value, negated) =>
    negated ? compileNotPrincipal(value, effect) : compilePrincipal(value),
  );
  // Only a resource's policy has a Principal.
  const completes = principal === undefined;
  const resource = oneOf(source, 'Resource', (value, negated) =>
    compileResource(value, { negated, variables, completes }),
  );
  const conditions = source.Condition === undefined ? [] : compileCondition(source.Condition, variables);
  const foreign = principal === undefined ? [] : [notUnderstood('Principal in a policy of an identity')];
  return {
    ref: { policy, sid: sidOf(source, position) },
    effect,
    checks: {
      identity: [action, resource ?? notUnderstood('no Resource'), ...conditions, ...foreign, ...common],
      resource: [
        action,
        principal ?? notUnderstood('no Principal'),
        // A role's trust policy does not have a Resource. It applies to that role.
        ...(resource === undefined ? [] : [resource]),
        ...conditions,
        ...common,
      ],
    },
    principal: principal !== undefined && 'names' in principal ? (principal as PrincipalCheck) : undefined,
  };
}
