import type { RandomCase, RandomPolicy, RandomStatement } from '../iam/differential/generate';

function isFilled(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every(isFilled);
  if (typeof value !== 'object' || value === null) return true;
  const inner = Object.values(value);
  return inner.length > 0 && inner.every(isFilled);
}

function isStatement(statement: RandomStatement, onResource: boolean): boolean {
  const { Action, NotAction, Principal, NotPrincipal, Resource, NotResource } = statement;
  const target = onResource ? (Principal ?? NotPrincipal) : (Resource ?? NotResource);
  return (Action ?? NotAction) !== undefined && target !== undefined && isFilled(statement);
}

function isPolicy(policy: RandomPolicy | undefined, onResource: boolean): boolean {
  return policy === undefined || policy.Statement.every((statement) => isStatement(statement, onResource));
}

/** Whether the case still has everything that a policy and a request need, after shrinking. */
export function isWhole({ request, identity, boundary, resource }: RandomCase): boolean {
  const { principal } = request;
  return (
    [request.action, request.resource, request.resourceAccountId, principal.kind].every(Boolean) &&
    (principal.kind !== 'session' || principal.roleArn !== undefined) &&
    (principal.kind === 'anonymous' || Boolean(principal.arn && principal.accountId)) &&
    identity.every((policy) => isPolicy(policy, false)) &&
    isPolicy(boundary, false) &&
    isPolicy(resource, true)
  );
}
