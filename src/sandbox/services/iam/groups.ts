import {
  AddUserToGroup$,
  type AddUserToGroupRequest,
  CreateGroup$,
  type CreateGroupRequest,
  type CreateGroupResponse,
  DeleteGroup$,
  type DeleteGroupRequest,
  GetGroup$,
  type GetGroupRequest,
  type GetGroupResponse,
  type Group as GroupOutput,
  ListGroups$,
  ListGroupsForUser$,
  type ListGroupsForUserRequest,
  type ListGroupsForUserResponse,
  type ListGroupsRequest,
  type ListGroupsResponse,
  RemoveUserFromGroup$,
  type RemoveUserFromGroupRequest,
} from '@aws-sdk/client-iam';
import { iamArn } from '../../world/aws-arns';
import { addGroup } from '../../world/entities';
import { propagate } from '../../world/propagation';
import type { Account, Group } from '../../world/world-model';
import { alreadyExists, deleteConflict, limitExceeded } from './iam-errors';
import { anything, iamOperation, iamPage, named } from './iam-operation';
import { groupOf, userOf } from './lookup';
import { quotas } from './quotas';
import { briefUser } from './role-view';

function describe({ path, name, id, arn, createDate }: Group): GroupOutput {
  return { Path: path, GroupName: name, GroupId: id, Arn: arn, CreateDate: createDate };
}

function members(account: Account, group: Group) {
  return [...account.users.values()].filter(({ groups }) => groups.has(group.name.toLowerCase()));
}

const createGroup = iamOperation<CreateGroupRequest, CreateGroupResponse>(
  CreateGroup$,
  ({ account }, { Path, GroupName }) => ({
    arn: iamArn(account.partition, account.id, 'group', Path ?? '/', GroupName!),
  }),
  ({ world, account }, { Path, GroupName }) => {
    if (account.groups.has(GroupName!.toLowerCase())) {
      throw alreadyExists(`Group with name ${GroupName} already exists.`);
    }
    if (account.groups.size >= quotas.groupsPerAccount) {
      throw limitExceeded(`Cannot exceed quota for GroupsPerAccount: ${quotas.groupsPerAccount}`);
    }
    return { Group: describe(addGroup(world, account, { name: GroupName!, path: Path })) };
  },
);

const deleteGroup = iamOperation<DeleteGroupRequest, object>(
  DeleteGroup$,
  named('group', 'GroupName'),
  ({ account }, { GroupName }) => {
    const group = groupOf(account, GroupName);
    if (members(account, group).length > 0) {
      throw deleteConflict('Cannot delete entity, must remove users from group first.');
    }
    if (group.attached.size > 0)
      throw deleteConflict('Cannot delete entity, must detach all policies first.');
    if (group.inline.size > 0) throw deleteConflict('Cannot delete entity, must delete policies first.');
    account.groups.delete(group.name.toLowerCase());
    return {};
  },
);

export const groupOperations = [
  createGroup,
  iamOperation<GetGroupRequest, GetGroupResponse>(
    GetGroup$,
    named('group', 'GroupName'),
    ({ account }, input) => {
      const group = groupOf(account, input.GroupName);
      const { items, IsTruncated, next } = iamPage(members(account, group), input);
      return { Group: describe(group), Users: items.map(briefUser), IsTruncated, Marker: next };
    },
  ),
  iamOperation<ListGroupsRequest, ListGroupsResponse>(ListGroups$, anything, ({ account }, input) => {
    const groups = [...account.groups.values()].filter(({ path }) =>
      path.startsWith(input.PathPrefix ?? '/'),
    );
    const { items, IsTruncated, next } = iamPage(groups, input);
    return { Groups: items.map(describe), IsTruncated, Marker: next };
  }),
  iamOperation<ListGroupsForUserRequest, ListGroupsForUserResponse>(
    ListGroupsForUser$,
    named('user', 'UserName'),
    ({ account }, input) => {
      const { groups } = userOf(account, input.UserName);
      const own = [...groups].flatMap((name) => account.groups.get(name) ?? []);
      const { items, IsTruncated, next } = iamPage(own, input);
      return { Groups: items.map(describe), IsTruncated, Marker: next };
    },
  ),
  iamOperation<AddUserToGroupRequest, object>(
    AddUserToGroup$,
    named('group', 'GroupName'),
    ({ world, account }, { GroupName, UserName }) => {
      const group = groupOf(account, GroupName);
      const user = userOf(account, UserName);
      if (user.groups.size >= quotas.groupsPerUser) {
        throw limitExceeded(`Cannot exceed quota for GroupsPerUser: ${quotas.groupsPerUser}`);
      }
      user.groups.add(group.name.toLowerCase());
      propagate(world, account, user);
      return {};
    },
  ),
  iamOperation<RemoveUserFromGroupRequest, object>(
    RemoveUserFromGroup$,
    named('group', 'GroupName'),
    ({ world, account }, { GroupName, UserName }) => {
      const group = groupOf(account, GroupName);
      const user = userOf(account, UserName);
      user.groups.delete(group.name.toLowerCase());
      propagate(world, account, user);
      return {};
    },
  ),
  deleteGroup,
];
