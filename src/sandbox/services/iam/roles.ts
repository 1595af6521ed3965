import {
  CreateRole$,
  type CreateRoleRequest,
  type CreateRoleResponse,
  DeleteRole$,
  DeleteRolePermissionsBoundary$,
  type DeleteRolePermissionsBoundaryRequest,
  type DeleteRoleRequest,
  GetRole$,
  type GetRoleRequest,
  type GetRoleResponse,
  ListInstanceProfilesForRole$,
  type ListInstanceProfilesForRoleRequest,
  type ListInstanceProfilesForRoleResponse,
  ListRoles$,
  type ListRolesRequest,
  type ListRolesResponse,
  PutRolePermissionsBoundary$,
  type PutRolePermissionsBoundaryRequest,
  RemoveRoleFromInstanceProfile$,
  type RemoveRoleFromInstanceProfileRequest,
  UpdateAssumeRolePolicy$,
  type UpdateAssumeRolePolicyRequest,
  UpdateRole$,
  UpdateRoleDescription$,
  type UpdateRoleDescriptionRequest,
  type UpdateRoleDescriptionResponse,
  type UpdateRoleRequest,
} from '@aws-sdk/client-iam';
import { iamArn } from '../../world/aws-arns';
import { addRole } from '../../world/entities';
import { propagate, propagateRemoval } from '../../world/propagation';
import type { Role } from '../../world/world-model';
import { alreadyExists, deleteConflict, invalidInput, limitExceeded, noSuchEntity } from './iam-errors';
import { anything, type IamCall, iamOperation, iamPage, named } from './iam-operation';
import { attachable, roleOf } from './lookup';
import { quotas } from './quotas';
import { reservedPrefix } from './reserved-paths';
import { briefRole, fullRole } from './role-view';
import { tagMap } from './tags';
import { storeTrustPolicy } from './trust-policy';

const createRole = iamOperation<CreateRoleRequest, CreateRoleResponse>(
  CreateRole$,
  ({ account }, { Path, RoleName }) => ({
    arn: iamArn(account.partition, account.id, 'role', Path ?? '/', RoleName!),
  }),
  ({ world, account }, input) => {
    const name = input.RoleName!;
    const reserved = reservedPrefix(input.Path ?? '/');
    if (reserved) {
      throw invalidInput(`Path prefix "${reserved}" can only be used for service-linked roles`);
    }
    if (account.roles.has(name.toLowerCase())) throw alreadyExists(`Role with name ${name} already exists.`);
    if (account.roles.size >= quotas.rolesPerAccount) {
      throw limitExceeded(`Cannot exceed quota for RolesPerAccount: ${quotas.rolesPerAccount}`);
    }
    const boundary = input.PermissionsBoundary;
    if (boundary !== undefined) attachable(account, boundary);
    const tags = tagMap(input.Tags);
    const role = addRole(world, account, {
      name,
      path: input.Path,
      trustPolicy: storeTrustPolicy(world, account, input.AssumeRolePolicyDocument!),
      description: input.Description,
      maxSessionDuration: input.MaxSessionDuration,
      boundary,
      tags,
    });
    return { Role: fullRole(world, role) };
  },
);

const deleteRole = iamOperation<DeleteRoleRequest, object>(
  DeleteRole$,
  named('role', 'RoleName'),
  ({ world, account }, { RoleName }) => {
    const role = roleOf(account, RoleName);
    if (role.attached.size > 0) throw deleteConflict('Cannot delete entity, must detach all policies first.');
    if (role.inline.size > 0) throw deleteConflict('Cannot delete entity, must delete policies first.');
    account.roles.delete(role.name.toLowerCase());
    propagateRemoval(world, role);
    return {};
  },
);

/** Changes a role and propagates the change. */
function change({ world, account }: IamCall, name: string | undefined, edit: (role: Role) => void): Role {
  const role = roleOf(account, name);
  edit(role);
  propagate(world, account, role);
  return role;
}

const setBoundary = iamOperation<PutRolePermissionsBoundaryRequest, object>(
  PutRolePermissionsBoundary$,
  named('role', 'RoleName'),
  (iam, { RoleName, PermissionsBoundary }) => {
    change(iam, RoleName, (role) => {
      role.boundary = attachable(iam.account, PermissionsBoundary!).arn;
    });
    return {};
  },
);

const removeBoundary = iamOperation<DeleteRolePermissionsBoundaryRequest, object>(
  DeleteRolePermissionsBoundary$,
  named('role', 'RoleName'),
  (iam, { RoleName }) => {
    change(iam, RoleName, (role) => {
      if (role.boundary === undefined) {
        throw noSuchEntity(`Role ${RoleName} does not have a permissions boundary.`);
      }
      role.boundary = undefined;
    });
    return {};
  },
);

export const roleOperations = [
  createRole,
  iamOperation<GetRoleRequest, GetRoleResponse>(
    GetRole$,
    named('role', 'RoleName'),
    ({ world, account }, { RoleName }) => ({ Role: fullRole(world, roleOf(account, RoleName)) }),
  ),
  iamOperation<ListRolesRequest, ListRolesResponse>(ListRoles$, anything, ({ world, account }, input) => {
    const prefix = input.PathPrefix ?? '/';
    const roles = [...account.roles.values()]
      .filter(({ path }) => path.startsWith(prefix))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const { items, IsTruncated, next } = iamPage(roles, input);
    return { Roles: items.map((role) => briefRole(world, role)), IsTruncated, Marker: next };
  }),
  iamOperation<UpdateRoleRequest, object>(UpdateRole$, named('role', 'RoleName'), (iam, input) => {
    change(iam, input.RoleName, (role) => {
      if (input.Description !== undefined) role.description = input.Description;
      role.maxSessionDuration = input.MaxSessionDuration ?? 3600;
    });
    return {};
  }),
  iamOperation<UpdateRoleDescriptionRequest, UpdateRoleDescriptionResponse>(
    UpdateRoleDescription$,
    named('role', 'RoleName'),
    (iam, { RoleName, Description }) => {
      const role = change(iam, RoleName, (own) => {
        own.description = Description;
      });
      return { Role: fullRole(iam.world, role) };
    },
  ),
  iamOperation<UpdateAssumeRolePolicyRequest, object>(
    UpdateAssumeRolePolicy$,
    named('role', 'RoleName'),
    (iam, { RoleName, PolicyDocument }) => {
      change(iam, RoleName, (role) => {
        role.trustPolicy = storeTrustPolicy(iam.world, iam.account, PolicyDocument!);
      });
      return {};
    },
  ),
  setBoundary,
  removeBoundary,
  // The sandbox has no instance profiles.
  iamOperation<ListInstanceProfilesForRoleRequest, ListInstanceProfilesForRoleResponse>(
    ListInstanceProfilesForRole$,
    named('role', 'RoleName'),
    ({ account }, { RoleName }) => {
      roleOf(account, RoleName);
      return { InstanceProfiles: [], IsTruncated: false };
    },
  ),
  iamOperation<RemoveRoleFromInstanceProfileRequest, object>(
    RemoveRoleFromInstanceProfile$,
    anything,
    (_, { InstanceProfileName }) => {
      throw noSuchEntity(`Instance Profile ${InstanceProfileName} cannot be found.`);
    },
  ),
  deleteRole,
];
