import {
  type ContextEntry,
  type EvaluationResult,
  type SimulatePolicyResponse,
  SimulatePrincipalPolicy$,
  type SimulatePrincipalPolicyRequest,
} from '@aws-sdk/client-iam';
import { authorize, explain, parsePolicy } from '../../../iam';
import type { AccessRequest, Policy, PolicySet, RequestContext } from '../../../iam/types';
import { notImplemented } from '../../aws-error';
import { parseArn } from '../../world/aws-arns';
import { viewOf } from '../../world/propagation';
import type { EntityView } from '../../world/world-model';
import { checkPolicyDocument } from '../policy-grammar/policy-document';
import { invalidInput, noSuchEntity } from './iam-errors';
import { type IamCall, iamOperation, iamPage } from './iam-operation';
import { missingKeys } from './missing-context';

/**
 * The simulator evaluates the caller's policies alone: it discards trust policies (aws/aws-cli#10314). This one stands
 * for every resource policy. It names the account, so the caller's own policies still have to allow.
 */
function delegating(accountId: string): Policy {
  return parsePolicy('no resource policy', {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: accountId }, Action: '*', Resource: '*' }],
  });
}

interface Simulation {
  view: EntityView;
  input: SimulatePrincipalPolicyRequest;
  policies: PolicySet;
  /** The account is a member of an organization. The sandbox has no service control policies. */
  isMember: boolean;
}

function prepare(iam: IamCall, input: SimulatePrincipalPolicyRequest): Simulation {
  const view = sourceOf(iam, input.PolicySourceArn!);
  const extra = (input.PolicyInputList ?? []).map((document, index) => {
    checkPolicyDocument(document, 'identity');
    return parsePolicy(`PolicyInputList.${index + 1}`, document);
  });
  return {
    view,
    input,
    policies: {
      identity: [...view.identity, ...extra],
      boundary: view.boundary,
      resource: delegating(view.accountId),
    },
    isMember: iam.account.organizationId !== undefined,
  };
}

function evaluate(
  { view, input, policies, isMember }: Simulation,
  action: string,
  resource: string,
): EvaluationResult {
  const request: AccessRequest = {
    action,
    resource,
    resourceAccountId: view.accountId,
    principal: { kind: view.kind, arn: input.PolicySourceArn!, accountId: view.accountId },
    context: contextOf(input.ContextEntries),
  };
  const { reason, verdict } = authorize(request, policies);
  const decisions = { allowed: 'allowed', denied: 'implicitDeny', unknown: 'implicitDeny' } as const;
  const EvalDecision = reason.kind === 'explicitDeny' ? 'explicitDeny' : decisions[verdict];
  const own: Policy[] = [...policies.identity];
  const { boundary } = policies;
  if (boundary !== undefined && boundary !== 'unknown') own.push(boundary);
  const MatchedStatements = explain(request, policies)
    .filter(({ policy, outcome }) => outcome === 'matched' && own.some(({ name }) => name === policy))
    .map(({ policy }) => ({
      SourcePolicyId: policy,
      SourcePolicyType: policy.startsWith('arn:') ? ('user-managed' as const) : view.kind,
    }));
  const PermissionsBoundaryDecisionDetail = boundary && {
    AllowedByPermissionsBoundary: !('side' in reason && reason.side === 'boundary'),
  };
  const missing = missingKeys(request, own);
  const named = resource !== '*';
  return {
    EvalActionName: action,
    EvalResourceName: resource,
    EvalDecision,
    MatchedStatements,
    // "If you include a list of resources, then any missing context values are instead included under ResourceSpecificResults."
    MissingContextValues: named ? [] : missing,
    ...(isMember && { OrganizationsDecisionDetail: { AllowedByOrganizations: true } }),
    PermissionsBoundaryDecisionDetail,
    ...(named && {
      ResourceSpecificResults: [
        {
          EvalResourceName: resource,
          EvalResourceDecision: EvalDecision,
          MatchedStatements,
          MissingContextValues: missing,
          PermissionsBoundaryDecisionDetail,
        },
      ],
    }),
  };
}

function contextOf(entries: readonly ContextEntry[] | undefined): RequestContext {
  return Object.fromEntries(
    (entries ?? []).map(({ ContextKeyName, ContextKeyValues = [], ContextKeyType }) => {
      const list = ContextKeyType?.endsWith('List') === true || ContextKeyValues.length > 1;
      return [ContextKeyName!, list ? ContextKeyValues : (ContextKeyValues[0] ?? '')];
    }),
  );
}

function sourceOf({ world, account }: IamCall, arn: string): EntityView {
  const parsed = parseArn(arn);
  if (parsed?.service !== 'iam' || !/^(role|user|group)\//.test(parsed.resource)) {
    throw invalidInput(`Invalid Entity Arn: ${arn} does not clearly define entity type and name.`);
  }
  if (parsed.resource.startsWith('group/')) throw notImplemented('iam:SimulatePrincipalPolicy of a group');
  const view = parsed.accountId === account.id ? viewOf(world, arn) : undefined;
  if (!view) throw noSuchEntity(`The entity ${arn} cannot be found.`);
  return view;
}

/** Members of the input that would change the decision and are not evaluated: the sandbox refuses them. */
const REFUSED = [
  'PermissionsBoundaryPolicyInputList',
  'ResourcePolicy',
  'CallerArn',
  'ResourceOwner',
] as const;

export const simulatePrincipalPolicy = iamOperation<SimulatePrincipalPolicyRequest, SimulatePolicyResponse>(
  SimulatePrincipalPolicy$,
  (_, { PolicySourceArn }) => ({ arn: PolicySourceArn! }),
  (iam, input) => {
    const refused = REFUSED.find((member) => input[member] !== undefined);
    if (refused) throw notImplemented(`${refused} of iam:SimulatePrincipalPolicy`);
    const simulation = prepare(iam, input);
    const resources = input.ResourceArns && input.ResourceArns.length > 0 ? input.ResourceArns : ['*'];
    const results = input.ActionNames!.flatMap((action) => {
      if (!/^[a-z0-9-]+:[A-Za-z0-9*]+$/i.test(action)) throw invalidInput(`Invalid Action: ${action}`);
      return resources.map((resource) => evaluate(simulation, action, resource));
    });
    const { items, IsTruncated, next } = iamPage(results, input);
    return { EvaluationResults: items, IsTruncated, Marker: next };
  },
);
