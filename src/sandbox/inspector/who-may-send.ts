import { authorize } from '../../iam';
import type { Policy } from '../../iam/types';
import { organizationKeys } from '../auth/request-context';
import { pinpointMessagesArn } from '../world/aws-arns';
import { viewOf } from '../world/propagation';
import type { Account, Role, World } from '../world/world-model';

/** A principal that can assume a role that can send. */
interface Sender {
  principal: string;
  accountId: string;
  /** The external ID that the trust policy requires. Empty: none. */
  externalId: string;
}

/** A role of an account that has numbers, with what it can send from and the principals that can assume it. */
export interface SendingRole {
  role: string;
  accountId: string;
  /** E.164 and IDs of numbers, pools and Pinpoint applications. */
  sendsFrom: string[];
  senders: Sender[];
}

/** By the policies in effect now, for every role and user that exists. */
export function whoMaySend(world: World): SendingRole[] {
  const owners = [...world.accounts.values()].filter((account) => resources(account).length > 0);
  return owners.flatMap((account) =>
    [...account.roles.values()].flatMap((role) => {
      const sendsFrom = resources(account)
        .filter(({ action, arn }) => maySend(world, account, role, action, arn))
        .map(({ label }) => label);
      if (sendsFrom.length === 0) return [];
      return [{ role: role.arn, accountId: account.id, sendsFrom, senders: senders(world, account, role) }];
    }),
  );
}

interface Resource {
  label: string;
  arn: string;
  action: string;
}

function resources(account: Account): Resource[] {
  return [...account.sms.values()].flatMap((sms) => [
    ...[...sms.numbers.values()]
      .filter(({ poolId }) => poolId === undefined)
      .map(({ phoneNumber, arn }) => ({ label: phoneNumber, arn, action: 'sms-voice:SendTextMessage' })),
    ...[...sms.pools.values()].map(({ id, arn }) => ({
      label: id,
      arn,
      action: 'sms-voice:SendTextMessage',
    })),
    ...[...sms.pinpointApplications].map((id) => ({
      label: `Pinpoint ${id}`,
      arn: pinpointMessagesArn({ ...sms, partition: account.partition }, id),
      action: 'mobiletargeting:SendMessages',
    })),
  ]);
}

function maySend(world: World, account: Account, role: Role, action: string, resource: string): boolean {
  const view = viewOf(world, role.arn);
  const decision = authorize(
    {
      action,
      resource,
      resourceAccountId: account.id,
      principal: { kind: 'role', arn: role.arn, accountId: account.id },
      context: {},
    },
    { identity: view?.identity ?? [], boundary: view?.boundary },
  );
  return decision.verdict === 'allowed';
}

function senders(world: World, account: Account, role: Role): Sender[] {
  const trust = viewOf(world, role.arn)?.trust;
  if (!trust) return [];
  const externalIds = ['', ...externalIdsOf(role.trustPolicy)];
  // A trust policy that names neither an account nor `*` trusts no principal of that account.
  const everybody = /"AWS":\s*\[?\s*"\*"|"Principal":\s*"\*"/.test(role.trustPolicy);
  const named = new Set(role.trustPolicy.match(/\d{12}/g));
  const accounts = everybody
    ? [...world.accounts.values()]
    : [...named].flatMap((id) => world.accounts.get(id) ?? []);
  return accounts.flatMap((other) =>
    [...other.roles.values(), ...other.users.values()].flatMap((principal) => {
      const externalId = externalIds.find((id) =>
        mayAssume(world, other, principal, role, account.id, trust, id),
      );
      return externalId === undefined ? [] : [{ principal: principal.arn, accountId: other.id, externalId }];
    }),
  );
}

function mayAssume(
  world: World,
  own: Account,
  principal: { arn: string; kind: 'role' | 'user' },
  role: Role,
  resourceAccountId: string,
  trust: Policy,
  externalId: string,
): boolean {
  const view = viewOf(world, principal.arn);
  const decision = authorize(
    {
      action: 'sts:AssumeRole',
      resource: role.arn,
      resourceAccountId,
      principal: { kind: principal.kind, arn: principal.arn, accountId: own.id },
      context: {
        ...organizationKeys('Principal', own),
        ...(externalId && { 'sts:ExternalId': externalId }),
      },
    },
    { identity: view?.identity ?? [], boundary: view?.boundary, resource: trust },
  );
  return decision.verdict === 'allowed';
}

function externalIdsOf(trustPolicy: string): string[] {
  const found = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key.toLowerCase() === 'sts:externalid') for (const id of [inner].flat()) found.add(String(id));
      else walk(inner);
    }
  };
  walk(parsed(trustPolicy));
  return [...found];
}

/** An output's trust policy might not be JSON. Then no principal can assume the role. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
