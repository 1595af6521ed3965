import {
  type ContextEntry,
  type EvaluationResult,
  type SimulatePolicyResponse,
  SimulatePrincipalPolicy$,
  type SimulatePrincipalPolicyRequest,
} from '@aws-sdk/client-iam';
import { authorize, explain, parsePolicy } from '../../../iam';
import type { AccessRequest, PolicySet, RequestContext } from '../../../iam/types';
import { notImplemented } from '../../aws-error';
import { parseArn } from '../../world/aws-arns';
import { viewOf } from '../../world/propagation';
import type { EntityView } from '../../world/world-model';
import { checkPolicyDocument } from '../policy-document';
import { invalidInput, noSuchEntity } from './iam-errors';
import { type IamCall, iamOperation, iamPage } from './iam-operation';

/**
 * The simulator looks at the caller's side; of a resource's policy it knows what it is given. A trust policy that is
 * not given stands as one that allows.
 */
const ALLOWING = parsePolicy('no resource policy was given', {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
});

function evaluate(
  view: EntityView,
  arn: string,
  input: SimulatePrincipalPolicyRequest,
  action: string,
  resource: string,
): EvaluationResult {
  const request: AccessRequest = {
    action,
    resource,
    // A role of another account needs the caller's own policy too; in its own account a trust alone would do.
    resourceAccountId: parseArn(resource)?.accountId || view.accountId,
    principal: { kind: view.kind, arn, accountId: view.accountId },
    context: contextOf(input.ContextEntries),
  };
  const extra = (input.PolicyInputList ?? []).map((document, index) => {
    checkPolicyDocument(document, 'identity');
    return parsePolicy(`PolicyInputList.${index + 1}`, document);
  });
  const policies: PolicySet = {
    identity: [...view.identity, ...extra],
    boundary: view.boundary,
    resource: action.toLowerCase().startsWith('sts:') ? ALLOWING : 'none',
  };
  const decision = authorize(request, policies);
  const matched = explain(request, policies).filter(
    ({ policy, outcome }) => outcome === 'matched' && policy !== ALLOWING.name,
  );
  const decisions = { allowed: 'allowed', denied: 'implicitDeny', unknown: 'implicitDeny' } as const;
  return {
    EvalActionName: action,
    EvalResourceName: resource,
    EvalDecision: decision.reason.kind === 'explicitDeny' ? 'explicitDeny' : decisions[decision.verdict],
    MatchedStatements: matched.map(({ policy }) => ({
      SourcePolicyId: policy,
      SourcePolicyType: policy.startsWith('arn:') ? ('user-managed' as const) : view.kind,
    })),
    MissingContextValues: [],
    ...(view.boundary !== undefined && {
      PermissionsBoundaryDecisionDetail: {
        AllowedByPermissionsBoundary: !('side' in decision.reason && decision.reason.side === 'boundary'),
      },
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

/** Members of the input that would change the verdict and are not evaluated: refused rather than ignored. */
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
    const arn = input.PolicySourceArn!;
    const view = sourceOf(iam, arn);
    const resources = input.ResourceArns && input.ResourceArns.length > 0 ? input.ResourceArns : ['*'];
    const results = input.ActionNames!.flatMap((action) => {
      if (!/^[a-z0-9-]+:[A-Za-z0-9*]+$/i.test(action)) throw invalidInput(`Invalid Action: ${action}`);
      return resources.map((resource) => evaluate(view, arn, input, action, resource));
    });
    const { items, IsTruncated, next } = iamPage(results, input);
    return { EvaluationResults: items, IsTruncated, Marker: next };
  },
);
