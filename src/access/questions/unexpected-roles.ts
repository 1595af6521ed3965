import { iamArn } from '../../arns';
import type { Manifest } from '../../manifest/types';
import { both, type Evaluator } from '../evaluate/evaluator';
import { requestOf } from '../evaluate/request-set';
import type { RoleDocument } from '../iam-model';
import { type ExampleCaller, exampleCallers, exampleRequests } from '../iam-model/policy-examples';
import { impliedRoles } from '../implied-roles';
import type { AccessCheck } from '../model';
import { exampleRequester } from './excess-permissions';
import { UNLISTED_PRINCIPAL } from './test-callers';

/** Roles that the manifest does not imply, and users and groups of accounts that it grants nothing: all must be denied. */
export function unexpectedRoleChecks(evaluator: Evaluator): AccessCheck[] {
  const { manifest, model } = evaluator;
  const implied = impliedRoles(manifest);
  const roles = [...model.roles.values()];
  return [
    ...roles.filter(({ arn }) => !implied.has(arn)).flatMap((role) => roleChecks(evaluator, role)),
    ...unexpectedHolders(evaluator, roles).flatMap((holder) => holderChecks(evaluator, holder)),
  ];
}

/** Holders of a policy in accounts that the manifest grants nothing, each as if it were a role. */
function unexpectedHolders({ manifest, model }: Evaluator, roles: readonly RoleDocument[]): RoleDocument[] {
  const granted = new Set(
    manifest.secondaries.filter(({ status }) => status !== 'removed').map(({ accountId }) => accountId),
  );
  const managed = new Set(roles.map(({ accountId, name }) => `${accountId}:role/${name}`));
  return [...model.held].flatMap(([holder, policies]) => {
    const [accountId = '', name = ''] = holder.split(':');
    if (granted.has(accountId) || managed.has(holder)) return [];
    const arn = iamArn(manifest.main.partition, accountId, 'role/holder');
    return [{ stack: '', address: '', accountId, name, arn, trust: policies[0]!, policies }];
  });
}

/** A policy that cannot be read names nothing and might allow everything: this request stands for it. */
const anything = { action: 'iam:CreateUser', resource: '*' };

function grantsOf(role: RoleDocument) {
  return [...role.policies.flatMap(({ text }) => exampleRequests(text)), anything];
}

function holderChecks(evaluator: Evaluator, holder: RoleDocument): AccessCheck[] {
  return grantsOf(holder).map(({ action, resource }) => ({
    ...accountOf(evaluator.manifest, holder),
    ...requestParts(action, resource),
    principal: holder.name,
    conditions: [{ kind: 'variant', variant: 'policy-not-implied' }],
    role: resource,
    ...evaluator.act(holder, action, resource),
    expected: 'denied',
    case: 'other-holder',
  }));
}

function requestParts(action: string, resource: string): Pick<AccessCheck, 'number' | 'api' | 'resource'> {
  const { number, api } = requestOf(action, resource);
  return { number, api, resource };
}

function roleChecks(evaluator: Evaluator, role: RoleDocument): AccessCheck[] {
  const { manifest, requests } = evaluator;
  const { organizationId } = manifest.main;
  const asked = [
    ...requests.channels.sms,
    ...requests.channels.mms,
    ...requests.channels.voice,
    ...requests.pinpoint,
    ...grantsOf(role).map(({ action, resource }) => requestOf(action, resource)),
  ];
  const answers = asked.map((request) => ({
    request,
    decision: evaluator.act(role, request.action, request.resource),
  }));
  return [...exampleCallers(role.trust.text), ...unlistedCallers(evaluator)].flatMap((example) => {
    const context = { ...(organizationId && { 'aws:PrincipalOrgID': organizationId }), ...example.context };
    const admitted = evaluator.assume(exampleRequester(example, evaluator, context), role);
    return answers.map(({ request: { number, api, resource }, decision }) => ({
      ...accountOf(manifest, role),
      number,
      resource,
      api,
      principal: example.written,
      conditions: [{ kind: 'variant', variant: 'role-not-implied' } as const],
      role: role.arn,
      ...both(admitted, decision),
      expected: 'denied' as const,
      case: 'other-role' as const,
    }));
  });
}

function unlistedCallers({ manifest: { main }, unlistedAccount }: Evaluator): ExampleCaller[] {
  return [main.accountId, unlistedAccount].map((accountId) => {
    const principal = iamArn(main.partition, accountId, UNLISTED_PRINCIPAL);
    return { principal, written: principal, context: {} };
  });
}

function accountOf(
  { secondaries }: Manifest,
  { accountId }: RoleDocument,
): Pick<AccessCheck, 'account' | 'accountId'> {
  const secondary = secondaries.find((candidate) => candidate.accountId === accountId);
  return { account: secondary?.key ?? accountId, accountId };
}
