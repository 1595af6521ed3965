import type { Role as RoleOutput, User as UserOutput } from '@aws-sdk/client-iam';
import { showTrustPolicy } from '../../world/principal-ids';
import type { Role, User, World } from '../../world/world-model';
import { encodeDocument } from './iam-operation';
import { tagList } from './tags';

/** A role as CreateRole and ListRoles answer it: without tags, boundary and last use. */
export function briefRole(world: World, role: Role): RoleOutput {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: role.createDate,
    AssumeRolePolicyDocument: encodeDocument(showTrustPolicy(world, role.trustPolicy)),
    Description: role.description,
    MaxSessionDuration: role.maxSessionDuration,
  };
}

export function fullRole(world: World, role: Role): RoleOutput {
  return {
    ...briefRole(world, role),
    PermissionsBoundary: boundary(role.boundary),
    Tags: tagList(role.tags),
    RoleLastUsed: role.lastUsed ? { LastUsedDate: role.lastUsed.date, Region: role.lastUsed.region } : {},
  };
}

export function briefUser(user: User): UserOutput {
  return {
    Path: user.path,
    UserName: user.name,
    UserId: user.id,
    Arn: user.arn,
    CreateDate: user.createDate,
  };
}

export function fullUser(user: User): UserOutput {
  return { ...briefUser(user), PermissionsBoundary: boundary(user.boundary), Tags: tagList(user.tags) };
}

/** The API answers the type `Policy`, unlike its documentation. Clients compare only the ARN. */
function boundary(arn: string | undefined) {
  return arn === undefined
    ? undefined
    : { PermissionsBoundaryType: 'Policy' as never, PermissionsBoundaryArn: arn };
}
