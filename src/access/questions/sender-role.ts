import type { Secondary } from '../../manifest/types';
import { both, type Decision, type Evaluator } from '../evaluate/evaluator';
import { allRequests, type RoleRequest, requestOf } from '../evaluate/request-set';
import { type SessionPermission, SessionPermissions } from '../evaluate/session-permissions';
import { senderRoleArn } from '../implied-roles';
import type { AccessCheck } from '../model';
import { admittedCallers, grantedRequests } from './excess-permissions';
import { type TestCaller, testCallers } from './test-callers';
import { undocumentedChecks } from './undocumented';

/** Who may assume the sender role of a secondary, and what a session of it may do. */
export function senderRoleChecks(evaluator: Evaluator, secondary: Secondary): AccessCheck[] {
  const arn = senderRoleArn(evaluator.manifest, secondary);
  const role = evaluator.model.roles.get(arn);
  const permissions = new SessionPermissions(evaluator, role, secondary);
  const refused = permissions.to(grantedByManifest(evaluator, secondary));
  const all = permissions.to([...allRequests(evaluator.requests), ...grantedRequests(evaluator, role)]);
  const callers = [...testCallers(evaluator, secondary), ...admittedCallers(evaluator, secondary, role)];
  const shared = evaluator.manifest.main.role.strategy === 'shared';
  return [
    ...callers.flatMap((caller, index) => {
      const admitted = evaluator.assume(caller, role, caller.expected === 'allowed');
      const check = (permission: SessionPermission): AccessCheck =>
        sendCheck(secondary, arn, caller, permission, admitted);
      if (caller.assumeOnly) return [check(assuming(arn, admitted))];
      return [
        check(assuming(arn, admitted)),
        ...(caller.expected === 'denied' ? refused : all).map(check),
        ...(index === 0
          ? undocumentedChecks(
              evaluator,
              permissions.to(evaluator.requests.channels.sms).map((permission) => ({
                ...permission,
                check: check(permission),
              })),
            )
          : []),
      ];
    }),
    ...(secondary.status === 'suspended' && !shared
      ? all.map((permission) => openSessionCheck(secondary, arn, permission))
      : []),
  ];
}

/** A caller that must be denied is tried with everything that the secondary itself may send: a wrong trust shows there. */
function grantedByManifest({ requests }: Evaluator, { apis, channels }: Secondary): RoleRequest[] {
  return [
    ...(apis.includes('sms-voice') ? channels.flatMap((channel) => requests.channels[channel]) : []),
    ...(apis.includes('pinpoint') ? requests.pinpoint : []),
  ];
}

/** Assuming the sender role is a right of its own, whatever the role may do then. */
function assuming(role: string, decision: Decision): SessionPermission {
  return { request: requestOf('sts:AssumeRole', role), decision, expected: true };
}

function sendCheck(
  { key, accountId }: Secondary,
  role: string,
  caller: TestCaller,
  { request, decision, expected }: SessionPermission,
  admitted: Decision,
): AccessCheck {
  const { verdict, decidedBy, statements } = admitted === decision ? admitted : both(admitted, decision);
  return {
    account: key,
    accountId,
    number: request.number,
    resource: request.resource,
    api: request.api,
    principal: caller.label,
    conditions: caller.conditions,
    role,
    verdict,
    expected: expected ? caller.expected : 'denied',
    decidedBy,
    ...(statements && { statements }),
    case: caller.case,
  };
}

const beforeSuspension = [{ kind: 'variant', variant: 'open-session' } as const];

/** A session that was opened before the suspension: only the role's own policies can deny it. */
function openSessionCheck(
  { key, accountId }: Secondary,
  role: string,
  { request, decision }: SessionPermission,
): AccessCheck {
  return {
    account: key,
    accountId,
    number: request.number,
    resource: request.resource,
    api: request.api,
    principal: 'open session',
    conditions: beforeSuspension,
    role,
    ...decision,
    expected: 'denied',
    case: 'open-session',
  };
}
