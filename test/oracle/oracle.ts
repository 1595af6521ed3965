import { createValidatedPolicy } from '@cloud-copilot/iam-policy';
import { anonymousPrincipal, runUnsafeSimulation } from '@cloud-copilot/iam-simulate';
import type { RandomCase } from '../iam/differential/generate';
import type { Letter } from '../iam/differential/verdict';

const EVERYTHING = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const EVERYONE = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
};

const LETTERS: Record<string, Letter> = { Allowed: 'A', ExplicitlyDenied: 'E', ImplicitlyDenied: 'I' };

/** The oracle's word on a random case; control policies, which both leave out of it, allow everything. */
export function askOracle({ request, identity, boundary, resource }: RandomCase): Letter {
  const result = runUnsafeSimulation(
    {
      request: {
        principal: request.principal.kind === 'anonymous' ? anonymousPrincipal : request.principal.arn,
        action: request.action,
        resource: { resource: request.resource, accountId: request.resourceAccountId },
        contextVariables: request.context,
      },
      identityPolicies: identity.map((policy, index) => ({ name: `identity-${index + 1}`, policy })),
      serviceControlPolicies: [{ orgIdentifier: 'root', policies: [{ name: 'all', policy: EVERYTHING }] }],
      resourceControlPolicies: [{ orgIdentifier: 'root', policies: [{ name: 'all', policy: EVERYONE }] }],
      // A policy without a name makes the oracle fail when it words its findings; this form carries one.
      resourcePolicy: resource && createValidatedPolicy(resource, () => [], { name: 'resource' }),
      permissionBoundaryPolicies: boundary && [{ name: 'boundary', policy: boundary }],
    },
    {},
  );
  const letter = LETTERS[result];
  if (letter === undefined) throw new Error(`The oracle answered ${result}`);
  return letter;
}
