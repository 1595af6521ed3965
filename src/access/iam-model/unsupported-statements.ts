import { asText, isObject, type JsonObject, listOf } from '../../terraform/json';
import type { AccessProblem } from '../model';
import type { IamModel, PolicyDocument } from './index';
import { statementsOf } from './policy-examples';

/**
 * `access` asks about the callers and requests that a statement names. It cannot derive them from `Not…` elements,
 * policy variables or conditions on the moment of the call. Generated policies contain none of these.
 */
const negations = ['NotPrincipal', 'NotAction', 'NotResource'];
const operators = /^(String(Equals|EqualsIgnoreCase|Like)|Arn(Equals|Like))(IfExists)?$/;
const keys = new Set(['aws:principalarn', 'aws:principalorgid', 'sts:externalid']);
const assuming = new Set(['sts:assumerole', 'sts:tagsession', 'sts:setsourceidentity']);

/** Allow statements that might allow more than `access` can ask about, each with its policy. */
export function unsupportedStatements({ roles, managed, held }: IamModel): AccessProblem[] {
  const trusts = [...roles.values()].map(({ trust }) => trust);
  const policies = new Set([
    ...[...roles.values()].flatMap((role) => role.policies),
    ...managed.values(),
    ...[...held.values()].flat(),
  ]);
  return [
    ...trusts.flatMap((document) => problems(document, oddTrust)),
    ...[...policies].flatMap((document) => problems(document, oddPolicy)),
  ];
}

function problems(
  { name, text }: PolicyDocument,
  odd: (statement: JsonObject) => string | undefined,
): AccessProblem[] {
  return statementsOf(text).flatMap((statement, index) => {
    if (statement.Effect !== 'Allow') return [];
    const what =
      negations.find((element) => element in statement) ??
      (hasVariable(statement) ? 'a policy variable' : odd(statement));
    if (what === undefined) return [];
    const label = typeof statement.Sid === 'string' ? statement.Sid : `#${index + 1}`;
    return [
      {
        code: 'unsupported-statement',
        stack: '',
        address: name,
        detail: `statement ${label} allows by ${what}, which access does not evaluate`,
      },
    ];
  });
}

/** Generated role policies have no conditions, so the sessions that are asked about might not meet one. */
function oddPolicy({ Condition }: JsonObject): string | undefined {
  return Condition === undefined ? undefined : 'a Condition';
}

function oddTrust({ Action, Condition }: JsonObject): string | undefined {
  const action = listOf(Action).find((name) => !assuming.has(asText(name).toLowerCase()));
  if (action !== undefined) return `the action ${asText(action)}`;
  for (const [operator, lines] of Object.entries(isObject(Condition) ? Condition : {})) {
    if (!operators.test(operator)) return `the condition operator ${operator}`;
    const key = Object.keys(isObject(lines) ? lines : {}).find((name) => !keys.has(name.toLowerCase()));
    if (key !== undefined) return `the condition key ${key}`;
  }
  return undefined;
}

function hasVariable(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('${');
  return typeof value === 'object' && value !== null && Object.values(value).some(hasVariable);
}
