import { propagate, propagateGroup } from '../../world/propagation';
import type { Account, Group, Role, User } from '../../world/world-model';
import type { IamCall } from './iam-operation';
import { groupOf, roleOf, userOf } from './lookup';

/** Roles, users and groups hold policies in the same way. */
export type PolicyOwnerKind = 'role' | 'user' | 'group';
export type PolicyOwner = Role | User | Group;

/** The member of an input that names the holder. */
export const nameMember = { role: 'RoleName', user: 'UserName', group: 'GroupName' } as const;

export function policyOwnerOf(account: Account, kind: PolicyOwnerKind, name: unknown): PolicyOwner {
  const find = { role: roleOf, user: userOf, group: groupOf }[kind];
  return find(account, name as string | undefined);
}

export function policyOwners(account: Account, kind: PolicyOwnerKind): PolicyOwner[] {
  return [...{ role: account.roles, user: account.users, group: account.groups }[kind].values()];
}

export function propagateOwner({ world, account }: IamCall, owner: PolicyOwner): void {
  if (owner.kind === 'group') propagateGroup(world, account, owner);
  else propagate(world, account, owner);
}
