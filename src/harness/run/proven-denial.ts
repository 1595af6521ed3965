import { isIamDenial, type Outcome } from '../aws/errors';
import { iamRequest } from '../aws/iam-request';
import type { Probe } from '../plan/types';
import { definitionOf } from '../probes';

/** Kinds of policy whose denial hides the policy under test: without them, that one might have allowed the call. */
const HIDING: Record<'assume' | 'other', ReadonlySet<string>> = {
  assume: new Set([
    'identity-based policy',
    'service control policy',
    'resource control policy',
    'permissions boundary',
    'session policy',
    'vpc endpoint policy',
  ]),
  other: new Set([
    'service control policy',
    'resource control policy',
    'permissions boundary',
    'session policy',
    'vpc endpoint policy',
  ]),
};

/** Is this IAM's denial, of this action and this resource, by the policy that the probe tests? */
export function isProvenDenial({ probe, call }: Probe, outcome: Outcome): boolean {
  if (outcome.ok || outcome.error.at || !isIamDenial(outcome.error)) return false;
  const { denial } = outcome.error;
  const { action, resource } = iamRequest(call);
  if (denial.action !== action) return false;
  const isSameResource =
    resource === '*' || definitionOf(probe).observesDeniedResource || denial.resource === resource;
  return isSameResource && !HIDING[call.kind === 'assume' ? 'assume' : 'other'].has(denial.policyType);
}
