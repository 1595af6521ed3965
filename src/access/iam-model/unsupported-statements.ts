import { asText, isObject, type JsonObject, listOf } from '../../terraform/json';
import type { IamModel, PolicyDocument } from './index';
import { statementsOf } from './policy-examples';

/**
 * Questions can be made of what a statement names. Of what it leaves out, negates, computes or ties to the moment of
 * the call they cannot: somebody may be let in whom nobody thought to ask about. Nothing that tendlc writes does so.
 */
const negations = ['NotPrincipal', 'NotAction', 'NotResource'];
const operators = /^(String(Equals|EqualsIgnoreCase|Like)|Arn(Equals|Like))(IfExists)?$/;
const keys = new Set(['aws:principalarn', 'aws:principalorgid', 'sts:externalid']);
const becoming = new Set(['sts:assumerole', 'sts:tagsession', 'sts:setsourceidentity']);

/** Statements that allow more than can be asked about, with the policy that has them. */
export function unsupportedStatements({ roles, managed, held }: IamModel): string[] {
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
): string[] {
  return statementsOf(text).flatMap((statement, index) => {
    if (statement.Effect !== 'Allow') return [];
    const what =
      negations.find((element) => element in statement) ??
      (hasVariable(statement) ? 'a policy variable' : odd(statement));
    if (what === undefined) return [];
    const label = typeof statement.Sid === 'string' ? statement.Sid : `#${index + 1}`;
    return [`${name}: statement ${label} allows by ${what}: whom or what else is not evaluated`];
  });
}

/** Session policies of a role have no conditions here: whatever it is, the sessions that are asked about may not have it. */
function oddPolicy({ Condition }: JsonObject): string | undefined {
  return Condition === undefined ? undefined : 'a Condition';
}

function oddTrust({ Action, Condition }: JsonObject): string | undefined {
  const action = listOf(Action).find((name) => !becoming.has(asText(name).toLowerCase()));
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
