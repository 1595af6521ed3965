import {
  type ContextEntry,
  type EvaluationResult,
  SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam';
import { accountOfArn } from '../../arns';
import { outcomeOf } from './calls';
import type { Clients, Credentials } from './clients';
import type { Outcome, SimulatedDenial } from './errors';
import type { CallOf } from './types';

/**
 * Do the principal's own side (its policies, its boundary, its organization's SCPs) allow the call? IAM's simulator
 * evaluates no trust policy for sts:AssumeRole (IAM API Reference, SimulatePrincipalPolicy).
 */
export async function simulate(
  clients: Clients,
  by: Credentials,
  region: string,
  call: CallOf<'simulate'>,
): Promise<Outcome> {
  const { principalArn, action, resource } = call;
  return outcomeOf(async () => {
    const answer = await clients.get('iam', by, region).send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: principalArn,
        ActionNames: [action],
        ResourceArns: [resource],
        ContextEntries: contextOf(call, region),
      }),
    );
    const { requestId } = answer.$metadata;
    const result = answer.EvaluationResults?.[0];
    const decision = decisionOn(resource, result);
    const deniedBy = result && deniedByOwnSide(resource, result);
    if (result && !deniedBy) return { ok: true, requestId };
    throw Object.assign(new Error(`IAM's simulator: ${principalArn} may not call ${action} on ${resource}`), {
      name: decision ?? 'NoResult',
      deniedBy,
      $metadata: answer.$metadata,
    });
  });
}

/** The keys of the real call that a policy may test: IAM's simulator knows only the keys that are passed. */
function contextOf(
  { principalArn, resource, externalId }: CallOf<'simulate'>,
  region: string,
): ContextEntry[] {
  const values = {
    'aws:PrincipalArn': principalArn,
    'aws:PrincipalAccount': accountOfArn(principalArn),
    'aws:ResourceAccount': accountOfArn(resource),
    'aws:RequestedRegion': region,
    ...(externalId !== undefined && { 'sts:ExternalId': externalId }),
  };
  return Object.entries(values).map(([ContextKeyName, value]) => ({
    ContextKeyName,
    ContextKeyValues: [value],
    ContextKeyType: 'string',
  }));
}

/** EvalResourceName may be a template of the ARN; then the ARN itself has a result of its own. */
function specificOn(resource: string, { ResourceSpecificResults = [] }: EvaluationResult) {
  return ResourceSpecificResults.find(({ EvalResourceName }) => EvalResourceName === resource);
}

function decisionOn(resource: string, result: EvaluationResult | undefined): string | undefined {
  return result && (specificOn(resource, result)?.EvalResourceDecision ?? result.EvalDecision);
}

function deniedByOwnSide(resource: string, result: EvaluationResult): SimulatedDenial | undefined {
  const specific = specificOn(resource, result);
  const boundary = specific?.PermissionsBoundaryDecisionDetail ?? result.PermissionsBoundaryDecisionDetail;
  if (result.OrganizationsDecisionDetail?.AllowedByOrganizations === false) return 'organization';
  if (boundary?.AllowedByPermissionsBoundary === false) return 'boundary';
  const decision = decisionOn(resource, result);
  if (decision === 'allowed') return undefined;
  // The role is in another account and the simulator does not see its policies, so an implicit denial may be that
  // account's alone. Then the details say that the caller's own policies allow the call (EvaluationResult).
  const details = specific?.EvalDecisionDetails ?? result.EvalDecisionDetails ?? {};
  return decision === 'implicitDeny' && Object.values(details).includes('allowed')
    ? undefined
    : 'assumePolicy';
}
