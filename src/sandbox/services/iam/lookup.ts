import { awsManagedPolicy } from '../../world/aws-managed';
import type { Account, Group, ManagedPolicy, PolicyVersion, Role, User } from '../../world/world-model';
import { noSuchEntity } from './iam-errors';

export function roleOf(account: Account, name: string | undefined): Role {
  return found(account.roles.get(lower(name)), 'role', name);
}

export function userOf(account: Account, name: string | undefined): User {
  return found(account.users.get(lower(name)), 'user', name);
}

export function groupOf(account: Account, name: string | undefined): Group {
  return found(account.groups.get(lower(name)), 'group', name);
}

function lower(name: string | undefined): string {
  return (name ?? '').toLowerCase();
}

function found<T>(entity: T | undefined, kind: string, name: string | undefined): T {
  if (!entity) throw noSuchEntity(`The ${kind} with name ${name} cannot be found.`);
  return entity;
}

export function ownPolicy(account: Account, arn: string | undefined): ManagedPolicy {
  const policy = account.policies.get(arn ?? '');
  if (!policy) throw noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);
  return policy;
}

export function versionOf(policy: ManagedPolicy, versionId: string | undefined): PolicyVersion {
  const version = policy.versions.find((candidate) => candidate.versionId === versionId);
  if (!version) {
    throw noSuchEntity(`Policy ${policy.arn} version ${versionId} does not exist or is not attachable.`);
  }
  return version;
}

/** Of the account, or of AWS. */
export function attachable(account: Account, arn: string): { name: string; arn: string } {
  const aws = awsManagedPolicy(arn, account.partition);
  return aws ?? ownPolicy(account, arn);
}
