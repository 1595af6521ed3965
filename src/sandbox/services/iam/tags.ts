import {
  ListPolicyTags$,
  type ListPolicyTagsRequest,
  type ListPolicyTagsResponse,
  ListRoleTags$,
  type ListRoleTagsRequest,
  type ListRoleTagsResponse,
  ListUserTags$,
  type ListUserTagsRequest,
  type ListUserTagsResponse,
  type Tag,
  TagPolicy$,
  type TagPolicyRequest,
  TagRole$,
  type TagRoleRequest,
  TagUser$,
  type TagUserRequest,
  UntagPolicy$,
  type UntagPolicyRequest,
  UntagRole$,
  type UntagRoleRequest,
  UntagUser$,
  type UntagUserRequest,
} from '@aws-sdk/client-iam';
import { propagate } from '../../world/propagation';
import { invalidInput, limitExceeded } from './iam-errors';
import { type IamCall, iamOperation, iamPage, named, policyRequest } from './iam-operation';
import { ownPolicy, roleOf, userOf } from './lookup';
import { quotas } from './quotas';

/** New tags over old ones. Keys are compared without regard to case; keys of `aws:` are reserved. */
export function tagMap(tags: readonly Tag[] | undefined, before: ReadonlyMap<string, string> = new Map()) {
  const all = new Map(before);
  const given = new Set<string>();
  for (const { Key, Value } of tags ?? []) {
    const lower = Key!.toLowerCase();
    if (lower.startsWith('aws:')) {
      throw invalidInput('System tags cannot be added/updated by requester');
    }
    if (given.has(lower)) {
      throw invalidInput('Duplicate tag keys found. Please note that Tag keys are case insensitive.');
    }
    given.add(lower);
    for (const key of all.keys()) if (key.toLowerCase() === lower) all.delete(key);
    all.set(Key!, Value!);
  }
  if (all.size > quotas.tags) throw limitExceeded('The number of tags has reached the maximum limit.');
  return all;
}

export function tagList(tags: ReadonlyMap<string, string>): Tag[] | undefined {
  return tags.size === 0 ? undefined : [...tags].map(([Key, Value]) => ({ Key, Value }));
}

/** Changes the tags in place. */
function retag(
  tags: Map<string, string>,
  add: readonly Tag[] | undefined,
  remove: readonly string[] = [],
): void {
  const after = tagMap(add, tags);
  for (const key of remove) {
    for (const known of after.keys()) if (known.toLowerCase() === key.toLowerCase()) after.delete(known);
  }
  tags.clear();
  for (const [key, value] of after) tags.set(key, value);
}

function tagPage(tags: ReadonlyMap<string, string>, input: { Marker?: string; MaxItems?: number }) {
  const { items, IsTruncated, next } = iamPage(tagList(tags) ?? [], input);
  return { Tags: items, IsTruncated, Marker: next };
}

function changeRole(
  { world, account }: IamCall,
  name: string | undefined,
  add?: Tag[],
  remove?: string[],
): object {
  const role = roleOf(account, name);
  retag(role.tags, add, remove);
  propagate(world, account, role);
  return {};
}

function changeUser(
  { world, account }: IamCall,
  name: string | undefined,
  add?: Tag[],
  remove?: string[],
): object {
  const user = userOf(account, name);
  retag(user.tags, add, remove);
  propagate(world, account, user);
  return {};
}

function changePolicy({ account }: IamCall, arn: string | undefined, add?: Tag[], remove?: string[]): object {
  retag(ownPolicy(account, arn).tags, add, remove);
  return {};
}

export const tagOperations = [
  iamOperation<TagRoleRequest, object>(TagRole$, named('role', 'RoleName'), (iam, input) =>
    changeRole(iam, input.RoleName, input.Tags),
  ),
  iamOperation<UntagRoleRequest, object>(UntagRole$, named('role', 'RoleName'), (iam, input) =>
    changeRole(iam, input.RoleName, undefined, input.TagKeys),
  ),
  iamOperation<ListRoleTagsRequest, ListRoleTagsResponse>(
    ListRoleTags$,
    named('role', 'RoleName'),
    ({ account }, input) => tagPage(roleOf(account, input.RoleName).tags, input),
  ),
  iamOperation<TagUserRequest, object>(TagUser$, named('user', 'UserName'), (iam, input) =>
    changeUser(iam, input.UserName, input.Tags),
  ),
  iamOperation<UntagUserRequest, object>(UntagUser$, named('user', 'UserName'), (iam, input) =>
    changeUser(iam, input.UserName, undefined, input.TagKeys),
  ),
  iamOperation<ListUserTagsRequest, ListUserTagsResponse>(
    ListUserTags$,
    named('user', 'UserName'),
    ({ account }, input) => tagPage(userOf(account, input.UserName).tags, input),
  ),
  iamOperation<TagPolicyRequest, object>(TagPolicy$, policyRequest(), (iam, input) =>
    changePolicy(iam, input.PolicyArn, input.Tags),
  ),
  iamOperation<UntagPolicyRequest, object>(UntagPolicy$, policyRequest(), (iam, input) =>
    changePolicy(iam, input.PolicyArn, undefined, input.TagKeys),
  ),
  iamOperation<ListPolicyTagsRequest, ListPolicyTagsResponse>(
    ListPolicyTags$,
    policyRequest(),
    ({ account }, input) => tagPage(ownPolicy(account, input.PolicyArn).tags, input),
  ),
];
