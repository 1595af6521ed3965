import { uniqueId } from '../ids';
import { iamArn } from './aws-arns';
import { propagate } from './propagation';
import type { Account, Group, ManagedPolicy, Role, User, World } from './world-model';

export interface NewRole {
  name: string;
  path?: string;
  trustPolicy: string;
  description?: string;
  maxSessionDuration?: number;
  boundary?: string;
  tags?: Map<string, string>;
}

function identity(world: World, account: Account, kind: 'role' | 'user' | 'group', name: string, path = '/') {
  const prefix = ({ role: 'AROA', user: 'AIDA', group: 'AGPA' } as const)[kind];
  return {
    name,
    path,
    arn: iamArn(account.partition, account.id, kind, path, name),
    id: uniqueId(prefix),
    accountId: account.id,
    createDate: wholeSeconds(world),
    inline: new Map<string, string>(),
    attached: new Set<string>(),
  };
}

/** IAM answers times in whole seconds. */
export function wholeSeconds(world: World): Date {
  return new Date(Math.floor(world.now() / 1000) * 1000);
}

/** Adds a role without checks: the operations check names and quotas. */
export function addRole(world: World, account: Account, role: NewRole): Role {
  const added: Role = {
    kind: 'role',
    ...identity(world, account, 'role', role.name, role.path),
    trustPolicy: role.trustPolicy,
    description: role.description,
    maxSessionDuration: role.maxSessionDuration ?? 3600,
    boundary: role.boundary,
    tags: role.tags ?? new Map(),
  };
  account.roles.set(added.name.toLowerCase(), added);
  propagate(world, account, added);
  return added;
}

export function addUser(
  world: World,
  account: Account,
  user: { name: string; path?: string; tags?: Map<string, string>; boundary?: string },
): User {
  const added: User = {
    kind: 'user',
    ...identity(world, account, 'user', user.name, user.path),
    boundary: user.boundary,
    tags: user.tags ?? new Map(),
    groups: new Set(),
  };
  account.users.set(added.name.toLowerCase(), added);
  propagate(world, account, added);
  return added;
}

export function addGroup(world: World, account: Account, group: { name: string; path?: string }): Group {
  const added: Group = { kind: 'group', ...identity(world, account, 'group', group.name, group.path) };
  account.groups.set(added.name.toLowerCase(), added);
  return added;
}

export interface NewPolicy {
  name: string;
  path?: string;
  document: string;
  description?: string;
  tags?: Map<string, string>;
}

export function addPolicy(world: World, account: Account, policy: NewPolicy): ManagedPolicy {
  const path = policy.path ?? '/';
  const date = wholeSeconds(world);
  const added: ManagedPolicy = {
    name: policy.name,
    path,
    arn: iamArn(account.partition, account.id, 'policy', path, policy.name),
    id: uniqueId('ANPA'),
    description: policy.description,
    createDate: date,
    updateDate: date,
    versions: [{ versionId: 'v1', document: policy.document, createDate: date }],
    defaultVersionId: 'v1',
    nextVersion: 2,
    tags: policy.tags ?? new Map(),
  };
  account.policies.set(added.arn, added);
  return added;
}
