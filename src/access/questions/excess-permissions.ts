import { iamArn, parseArn } from '../../arns';
import type { Secondary } from '../../manifest/types';
import { ASSUME_POLICY } from '../../names';
import { allowEverything, type Evaluator, principalOf, type Requester } from '../evaluate/evaluator';
import { allRequests, type RoleRequest, requestOf } from '../evaluate/request-set';
import { type AssumeRoleContext, expectAssumeSender } from '../expected';
import type { PolicyDocument, RoleDocument } from '../iam-model';
import { ANYONE, type ExampleCaller, exampleCallers, exampleRequests } from '../iam-model/policy-examples';
import { senderRoleArn } from '../implied-roles';
import type { AccessCheck, CheckCase } from '../model';
import { contextOf, rightfulContext, type TestCaller } from './test-callers';

/**
 * The manifest's own questions find what is missing. What is too much can be anywhere: every caller that a statement of
 * a trust policy names, and every request that a statement of a policy allows, is checked unless the manifest intends it.
 */
export function admittedCallers(
  evaluator: Evaluator,
  secondary: Secondary,
  role: RoleDocument | undefined,
): TestCaller[] {
  if (!role) return [];
  return exampleCallers(role.trust.text).flatMap((example) => {
    const context = contextOfExample(evaluator, secondary, example);
    if (expectAssumeSender(evaluator.manifest, secondary, context)) return [];
    return [unexpectedCaller(example, context, evaluator)];
  });
}

/** If the statement does not ask for an external ID or organization, the example carries the right ones. */
function contextOfExample(
  evaluator: Evaluator,
  secondary: Secondary,
  { principal, context }: ExampleCaller,
): AssumeRoleContext {
  const { accountId, resource } = partsOf(principal);
  return {
    ...rightfulContext(evaluator.manifest, secondary),
    accountId,
    principal: resource,
    ...(context['sts:externalid'] !== undefined && { externalId: context['sts:externalid'] }),
    ...(context['aws:principalorgid'] !== undefined && { organizationId: context['aws:principalorgid'] }),
  };
}

/** A service's name is not an ARN: it has no account. */
function partsOf(principal: string): { accountId: string; resource: string } {
  return parseArn(principal) ?? { accountId: '', resource: principal };
}

function unexpectedCaller(
  example: ExampleCaller,
  context: AssumeRoleContext,
  evaluator: Evaluator,
): TestCaller {
  return {
    ...exampleRequester(example, evaluator, { ...example.context, ...contextOf(context) }),
    case: 'admitted-by-a-statement',
    label: example.written === ANYONE ? 'anyone' : example.written,
    conditions: [
      { kind: 'variant', variant: 'named-by-trust-policy' },
      ...Object.entries(example.context).map(([key, value]) => ({ kind: 'contextKey', key, value }) as const),
    ],
    expected: 'denied',
  };
}

/** A caller whose own policies allow everything, so that the trust policy alone decides. */
export function exampleRequester(
  { principal }: ExampleCaller,
  evaluator: Evaluator,
  context: Record<string, unknown>,
): Requester {
  const { accountId, resource } = partsOf(principal);
  const { partition } = evaluator.manifest.main;
  return {
    principal: accountId
      ? principalOf(partition, accountId, resource)
      : { kind: 'service', arn: principal, accountId: '' },
    identity: [allowEverything],
    context: context as Requester['context'],
  };
}

/** What the role's policies allow besides the requests that are checked anyway. */
export function grantedRequests(evaluator: Evaluator, role: RoleDocument | undefined): RoleRequest[] {
  if (!role) return [];
  const asked = new Set(
    allRequests(evaluator.requests).map(({ action, resource }) => `${action} ${resource}`),
  );
  return excessRequests(role.policies, (action, resource) => asked.has(`${action} ${resource}`));
}

type IsIntended = (action: string, resource: string) => boolean;

function excessRequests(policies: readonly PolicyDocument[], isIntended: IsIntended): RoleRequest[] {
  return policies
    .flatMap(({ text }) => exampleRequests(text))
    .filter(({ action, resource }) => !isIntended(action, resource))
    .map(({ action, resource }) => requestOf(action, resource));
}

/** What a set of policies allows its holder besides what it is for. */
export function excessPermissionChecks(
  evaluator: Evaluator,
  secondary: Secondary,
  holder: { role: RoleDocument; case: CheckCase; label: string },
  isIntended: IsIntended,
): AccessCheck[] {
  return excessRequests(holder.role.policies, isIntended).map(({ number, api, action, resource }) => ({
    account: secondary.key,
    accountId: secondary.accountId,
    number,
    resource,
    api,
    principal: holder.label,
    conditions: [{ kind: 'variant', variant: 'named-by-policy' }],
    role: resource,
    ...evaluator.act(holder.role, action, resource),
    expected: 'denied',
    case: holder.case,
  }));
}

/** TenDlcAssumeSender must lead to one role only. */
export function assumePolicyChecks(evaluator: Evaluator, secondary: Secondary): AccessCheck[] {
  const { model, manifest, attachedTo } = evaluator;
  const { accountId } = secondary;
  const { partition } = manifest.main;
  const managed = model.managed.get(
    iamArn(partition, accountId, `policy${secondary.rolePath}${ASSUME_POLICY}`),
  );
  const policies = [...new Set([...(attachedTo.get(accountId) ?? []), ...(managed ? [managed] : [])])];
  const [first] = policies;
  if (!first) return [];
  const actions = [
    'sts:AssumeRole',
    ...secondary.sessionContext.map((kind) => (kind === 'tags' ? 'sts:TagSession' : 'sts:SetSourceIdentity')),
  ];
  const senderArn = senderRoleArn(manifest, secondary);
  const role: RoleDocument = {
    stack: '',
    address: '',
    accountId,
    name: 'holder',
    arn: iamArn(partition, accountId, 'role/holder'),
    trust: first,
    policies,
  };
  return excessPermissionChecks(
    evaluator,
    secondary,
    { role, case: 'assume-policy', label: `holder of ${ASSUME_POLICY}` },
    (action, resource) => actions.includes(action) && resource === senderArn,
  );
}
