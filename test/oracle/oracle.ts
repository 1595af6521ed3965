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

/** The oracle's verdict on a random case. Control policies, which our evaluator leaves out, allow everything. */
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
      // The oracle fails on a policy without a name when it writes its findings. This form has a name.
      resourcePolicy: resource && createValidatedPolicy(resource, () => [], { name: 'resource' }),
      permissionBoundaryPolicies: boundary && [{ name: 'boundary', policy: boundary }],
    },
    {},
  );
  const letter = LETTERS[result];
  if (letter === undefined) throw new Error(`The oracle answered ${result}`);
  return letter;
}
