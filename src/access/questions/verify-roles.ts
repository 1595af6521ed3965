import { accountOfArn, iamArn, parseArn } from '../../arns';
import type { Secondary } from '../../manifest/types';
import { OUTSIDER_ROLE, VERIFIER_ROLE } from '../../names';
import {
  allowEverything,
  type Decision,
  type Evaluator,
  principalOf,
  type Requester,
  sessionOf,
} from '../evaluate/evaluator';
import { expectOutsider, expectVerifier, hasVerifyRoles, isPipeline } from '../expected';
import type { RoleDocument } from '../iam-model';
import { exampleCallers } from '../iam-model/policy-examples';
import { senderRoleArn } from '../implied-roles';
import type { AccessCheck, Condition, Variant } from '../model';
import { exampleRequester, excessPermissionChecks } from './excess-permissions';
import { UNLISTED_PRINCIPAL } from './test-callers';

/** Who may assume TenDlcVerifier and TenDlcOutsider, and that both may do what the probes need and no more. */
export function verifyRoleChecks(evaluator: Evaluator, secondary: Secondary): AccessCheck[] {
  const { manifest, model } = evaluator;
  if (!hasVerifyRoles(manifest, secondary)) return [];
  return verifyRoles.flatMap((verifyRole) => {
    const { name, kind, isIntended } = verifyRole;
    const arn = iamArn(manifest.main.partition, secondary.accountId, `role${secondary.rolePath}${name}`);
    const role = model.roles.get(arn);
    const needed = verifyRole
      .needed(evaluator, secondary)
      .map(({ action, resource }) =>
        checkOf(
          secondary,
          { principal: name, api: action, role: resource, conditions: [], case: kind },
          evaluator.act(role, action, resource),
          'allowed',
        ),
      );
    const excess = role
      ? excessPermissionChecks(evaluator, secondary, { role, case: kind, label: name }, (action, resource) =>
          isIntended(manifest, secondary, action, resource),
        )
      : [];
    return [...pipelineChecks(evaluator, secondary, arn, role), ...needed, ...excess];
  });
}

interface NeededRequest {
  action: string;
  resource: string;
}

/** What the verifier may inspect: a kind of principal for each action. */
const inspections = [
  { action: 'iam:SimulatePrincipalPolicy', resourceType: 'role' },
  { action: 'iam:SimulatePrincipalPolicy', resourceType: 'user' },
] as const;

const verifyRoles = [
  {
    name: VERIFIER_ROLE,
    kind: 'verifier-policy',
    isIntended: expectVerifier,
    needed: ({ manifest }: Evaluator, { accountId }: Secondary): NeededRequest[] =>
      inspections.map(({ action, resourceType }) => ({
        action,
        resource: iamArn(manifest.main.partition, accountId, `${resourceType}/any/name`),
      })),
  },
  {
    name: OUTSIDER_ROLE,
    kind: 'outsider-policy',
    isIntended: expectOutsider,
    needed: (evaluator: Evaluator, secondary: Secondary): NeededRequest[] =>
      [senderRoleArn(evaluator.manifest, secondary), ...onePerPath(evaluator)].flatMap((resource) =>
        ['sts:AssumeRole', ...evaluator.manifest.verify.sessionContext.map(() => 'sts:TagSession')].map(
          (action) => ({ action, resource }),
        ),
      ),
  },
] as const;

/** Checking every sender role would take accounts times accounts questions; the policy names them by their paths. */
function onePerPath({ manifest }: Evaluator): string[] {
  const senders = manifest.secondaries.filter(({ status }) => status !== 'removed');
  return [...new Map(senders.map((sender) => [sender.rolePath, sender])).values()].map((sender) =>
    senderRoleArn(manifest, sender),
  );
}

interface PipelineCall {
  principal: string;
  requester: Requester;
  conditions: Condition[];
}

function pipelineChecks(
  evaluator: Evaluator,
  secondary: Secondary,
  arn: string,
  role: RoleDocument | undefined,
): AccessCheck[] {
  return pipelineCalls(evaluator, secondary, role).map(({ principal, requester, conditions }) => {
    const expected = isPipeline(evaluator.manifest, principal, requester.also) ? 'allowed' : 'denied';
    return checkOf(
      secondary,
      { principal, api: 'sts:AssumeRole', role: arn, conditions, case: 'pipeline' },
      evaluator.assume(requester, role),
      expected,
    );
  });
}

function pipelineCalls(
  evaluator: Evaluator,
  secondary: Secondary,
  role: RoleDocument | undefined,
): PipelineCall[] {
  const { manifest, unlistedAccount } = evaluator;
  const { partition, accountId: mainAccount } = manifest.main;
  const trusted = manifest.verify.trustedPrincipals.map((pattern) =>
    pattern.replaceAll('*', 'example').replaceAll('?', 'x'),
  );
  const call = (principal: string, variant: Variant, also?: string[]): PipelineCall => ({
    principal,
    requester: { ...requesterOf(partition, principal), ...(also && { also }) },
    conditions: [{ kind: 'variant', variant }],
  });
  const accounts = new Set([...trusted.map(accountOfArn), secondary.accountId, mainAccount]);
  const unlisted = (accountId: string): string => iamArn(partition, accountId, UNLISTED_PRINCIPAL);
  return [
    ...trusted.flatMap((principal) => [
      call(principal, 'trusted-by-manifest'),
      call(principal, 'session-tags', ['sts:TagSession']),
      call(principal, 'source-identity', ['sts:SetSourceIdentity']),
    ]),
    ...[...accounts].map((accountId) => call(unlisted(accountId), 'unlisted-principal')),
    call(unlisted(unlistedAccount), 'unlisted-account'),
    ...(role ? exampleCallers(role.trust.text) : [])
      .filter(({ principal }) => !isPipeline(manifest, principal))
      .map((example) => ({
        principal: example.principal,
        requester: exampleRequester(example, evaluator, example.context),
        conditions: [{ kind: 'variant', variant: 'named-by-trust-policy' } as const],
      })),
  ];
}

function requesterOf(partition: string, principal: string): Requester {
  const { accountId = '', resource = '' } = parseArn(principal) ?? {};
  return {
    principal:
      resource === 'root' ? sessionOf(principal, accountId) : principalOf(partition, accountId, resource),
    identity: [allowEverything],
    context: {},
  };
}

function checkOf(
  { key, accountId }: Secondary,
  what: Pick<AccessCheck, 'principal' | 'api' | 'role' | 'conditions' | 'case'>,
  decision: Decision,
  expected: AccessCheck['expected'],
): AccessCheck {
  return {
    account: key,
    accountId,
    number: { kind: 'none' },
    resource: what.role,
    ...what,
    ...decision,
    expected,
  };
}
