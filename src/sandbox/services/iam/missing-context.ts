import type { AccessRequest, Call, KeyValue, Policy, Statement } from '../../../iam/types';
import { lastPart } from '../../world/aws-arns';

/**
 * Condition keys that a request does not have and that a policy tests or puts into a value. Only statements for this
 * action and resource count. Keys that follow from the caller, such as aws:PrincipalArn, are in every request.
 */
export function missingKeys(request: AccessRequest, policies: readonly Policy[]): string[] {
  const missing = new Map<string, string>();
  for (const statement of policies.flatMap(({ statements }) => statements)) {
    for (const key of missingIn(statement, request)) missing.set(key.toLowerCase(), key);
  }
  return [...missing.values()];
}

function missingIn(statement: Statement, request: AccessRequest): string[] {
  const missing: string[] = [];
  const call = recording(request, missing);
  for (const check of statement.checks.identity) {
    const before = missing.length;
    // A check that fails without a missing key is of another action or resource, or its key has another value.
    if (check.test(call) === 'no' && missing.length === before) return [];
  }
  return missing;
}

const FROM_CALLER: Record<string, (request: AccessRequest) => KeyValue> = {
  'aws:principalarn': ({ principal }) => principal.arn,
  'aws:principalaccount': ({ principal }) => principal.accountId,
  'aws:principaltype': ({ principal }) => (principal.kind === 'user' ? 'User' : 'AssumedRole'),
  'aws:username': ({ principal }) => (principal.kind === 'user' ? lastPart(principal.arn) : undefined),
};

/** A call that records the keys that are looked up and missing. */
function recording(request: AccessRequest, missing: string[]): Call {
  const values = new Map(
    Object.entries(request.context).map(([key, value]) => [key.toLowerCase(), value] as const),
  );
  return {
    request,
    action: request.action.toLowerCase(),
    resource: request.resource,
    principal: request.principal,
    bounded: false,
    lookup: (key, lower) => {
      const value = values.get(lower) ?? FROM_CALLER[lower]?.(request);
      if (value === undefined) missing.push(key);
      return value;
    },
  };
}
