import {
  CreateUser$,
  type CreateUserRequest,
  type CreateUserResponse,
  DeleteUser$,
  DeleteUserPermissionsBoundary$,
  type DeleteUserPermissionsBoundaryRequest,
  type DeleteUserRequest,
  GetUser$,
  type GetUserRequest,
  type GetUserResponse,
  ListUsers$,
  type ListUsersRequest,
  type ListUsersResponse,
  PutUserPermissionsBoundary$,
  type PutUserPermissionsBoundaryRequest,
} from '@aws-sdk/client-iam';
import { iamArn } from '../../world/aws-arns';
import { addUser } from '../../world/entities';
import { propagate, propagateRemoval } from '../../world/propagation';
import { keysOf } from './access-keys';
import { alreadyExists, deleteConflict, limitExceeded, noSuchEntity } from './iam-errors';
import { anything, iamOperation, iamPage, named, ownName, ownUser } from './iam-operation';
import { attachable, userOf } from './lookup';
import { quotas } from './quotas';
import { briefUser, fullUser } from './role-view';
import { tagMap } from './tags';

const createUser = iamOperation<CreateUserRequest, CreateUserResponse>(
  CreateUser$,
  ({ account }, { Path, UserName }) => ({
    arn: iamArn(account.partition, account.id, 'user', Path ?? '/', UserName!),
  }),
  ({ world, account }, input) => {
    const name = input.UserName!;
    if (account.users.has(name.toLowerCase())) throw alreadyExists(`User with name ${name} already exists.`);
    if (account.users.size >= quotas.usersPerAccount) {
      throw limitExceeded(`Cannot exceed quota for UsersPerAccount: ${quotas.usersPerAccount}`);
    }
    const boundary = input.PermissionsBoundary;
    if (boundary !== undefined) attachable(account, boundary);
    const user = addUser(world, account, { name, path: input.Path, tags: tagMap(input.Tags), boundary });
    return { User: fullUser(user) };
  },
);

const deleteUser = iamOperation<DeleteUserRequest, object>(
  DeleteUser$,
  named('user', 'UserName'),
  ({ world, account }, { UserName }) => {
    const user = userOf(account, UserName);
    if (user.attached.size > 0) throw deleteConflict('Cannot delete entity, must detach all policies first.');
    if (user.inline.size > 0) throw deleteConflict('Cannot delete entity, must delete policies first.');
    if (user.groups.size > 0)
      throw deleteConflict('Cannot delete entity, must remove users from group first.');
    if (keysOf(world, user).length > 0) {
      throw deleteConflict('Cannot delete entity, must delete access keys first.');
    }
    account.users.delete(user.name.toLowerCase());
    propagateRemoval(world, user);
    return {};
  },
);

export const userOperations = [
  createUser,
  iamOperation<GetUserRequest, GetUserResponse>(GetUser$, ownUser, (iam, input) => ({
    User: fullUser(userOf(iam.account, ownName(iam, input.UserName))),
  })),
  iamOperation<ListUsersRequest, ListUsersResponse>(ListUsers$, anything, ({ account }, input) => {
    const users = [...account.users.values()]
      .filter(({ path }) => path.startsWith(input.PathPrefix ?? '/'))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const { items, IsTruncated, next } = iamPage(users, input);
    return { Users: items.map(briefUser), IsTruncated, Marker: next };
  }),
  iamOperation<PutUserPermissionsBoundaryRequest, object>(
    PutUserPermissionsBoundary$,
    named('user', 'UserName'),
    ({ world, account }, { UserName, PermissionsBoundary }) => {
      const user = userOf(account, UserName);
      user.boundary = attachable(account, PermissionsBoundary!).arn;
      propagate(world, account, user);
      return {};
    },
  ),
  iamOperation<DeleteUserPermissionsBoundaryRequest, object>(
    DeleteUserPermissionsBoundary$,
    named('user', 'UserName'),
    ({ world, account }, { UserName }) => {
      const user = userOf(account, UserName);
      if (user.boundary === undefined)
        throw noSuchEntity(`User ${UserName} does not have a permissions boundary.`);
      user.boundary = undefined;
      propagate(world, account, user);
      return {};
    },
  ),
  deleteUser,
];
