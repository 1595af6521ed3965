import { publish, publishGroup } from '../../world/publish';
import type { Account, Group, Role, User } from '../../world/types';
import type { IamCall } from './define';
import { groupOf, roleOf, userOf } from './lookup';

/** Roles, users and groups hold policies in the same way. */
export type HolderKind = 'role' | 'user' | 'group';
export type Holder = Role | User | Group;

/** The member of an input that names the holder. */
export const nameMember = { role: 'RoleName', user: 'UserName', group: 'GroupName' } as const;

export function holderOf(account: Account, kind: HolderKind, name: unknown): Holder {
  const find = { role: roleOf, user: userOf, group: groupOf }[kind];
  return find(account, name as string | undefined);
}

export function holders(account: Account, kind: HolderKind): Holder[] {
  return [...{ role: account.roles, user: account.users, group: account.groups }[kind].values()];
}

export function publishHolder({ world, account }: IamCall, holder: Holder): void {
  if (holder.kind === 'group') publishGroup(world, account, holder);
  else publish(world, account, holder);
}
