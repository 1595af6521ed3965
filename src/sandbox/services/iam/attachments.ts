import {
  AttachGroupPolicy$,
  AttachRolePolicy$,
  AttachUserPolicy$,
  DetachGroupPolicy$,
  DetachRolePolicy$,
  DetachUserPolicy$,
  ListAttachedGroupPolicies$,
  ListAttachedRolePolicies$,
  ListAttachedUserPolicies$,
  ListEntitiesForPolicy$,
  type ListEntitiesForPolicyRequest,
  type ListEntitiesForPolicyResponse,
} from '@aws-sdk/client-iam';
import type { StaticOperationSchema } from '@smithy/types';
import { lastPart } from '../../world/aws-arns';
import type { Operation } from '../operation';
import { limitExceeded, noSuchEntity } from './iam-errors';
import { type IamRequestOf, iamOperation, iamPage, named, policyRequest } from './iam-operation';
import { attachable } from './lookup';
import {
  nameMember,
  type PolicyOwner,
  type PolicyOwnerKind,
  policyOwnerOf,
  policyOwners,
  propagateOwner,
} from './policy-owner';
import { quotas } from './quotas';

interface AttachmentInput {
  PolicyArn?: string;
  PathPrefix?: string;
  Marker?: string;
  MaxItems?: number;
  [name: string]: unknown;
}

interface Schemas {
  kind: PolicyOwnerKind;
  attach: StaticOperationSchema;
  detach: StaticOperationSchema;
  list: StaticOperationSchema;
}

const quotaNames = { role: 'PoliciesPerRole', user: 'PoliciesPerUser', group: 'PoliciesPerGroup' } as const;

function attachmentOperations({ kind, attach, detach, list }: Schemas): Operation[] {
  const member = nameMember[kind];
  const owner = named<AttachmentInput>(kind, member);
  const target: IamRequestOf<AttachmentInput> = (iam, input) => {
    const own = owner(iam, input);
    return { ...own, context: { ...own.context, 'iam:PolicyARN': input.PolicyArn! } };
  };
  return [
    iamOperation<AttachmentInput, object>(attach, target, (iam, input) => {
      const entity = policyOwnerOf(iam.account, kind, input[member]);
      const policy = attachable(iam.account, input.PolicyArn!);
      const quota = quotas.attachedPolicies[kind];
      if (!entity.attached.has(policy.arn) && entity.attached.size >= quota) {
        throw limitExceeded(`Cannot exceed quota for ${quotaNames[kind]}: ${quota}`);
      }
      entity.attached.add(policy.arn);
      propagateOwner(iam, entity);
      return {};
    }),
    iamOperation<AttachmentInput, object>(detach, target, (iam, input) => {
      const entity = policyOwnerOf(iam.account, kind, input[member]);
      if (!entity.attached.delete(input.PolicyArn!)) {
        throw noSuchEntity(`Policy ${input.PolicyArn} was not found.`);
      }
      propagateOwner(iam, entity);
      return {};
    }),
    iamOperation<AttachmentInput, object>(list, owner, ({ account }, input) => {
      const entity = policyOwnerOf(account, kind, input[member]);
      const arns = [...entity.attached].filter((arn) => pathOf(arn).startsWith(input.PathPrefix ?? '/'));
      const { items, IsTruncated, next } = iamPage(arns, input);
      const AttachedPolicies = items.map((arn) => ({ PolicyName: lastPart(arn), PolicyArn: arn }));
      return { AttachedPolicies, IsTruncated, Marker: next };
    }),
  ];
}

function pathOf(policyArn: string): string {
  return policyArn.slice(policyArn.indexOf(':policy') + ':policy'.length);
}

const filters: Record<string, PolicyOwnerKind | 'none'> = {
  Role: 'role',
  User: 'user',
  Group: 'group',
  LocalManagedPolicy: 'none',
  AWSManagedPolicy: 'none',
};

const listEntitiesForPolicy = iamOperation<ListEntitiesForPolicyRequest, ListEntitiesForPolicyResponse>(
  ListEntitiesForPolicy$,
  policyRequest(),
  ({ account }, input) => {
    const { arn } = attachable(account, input.PolicyArn!);
    const only = input.EntityFilter === undefined ? undefined : filters[input.EntityFilter];
    const kinds = (['group', 'user', 'role'] as const).filter((kind) => only === undefined || only === kind);
    const uses = (owner: PolicyOwner) =>
      input.PolicyUsageFilter === 'PermissionsBoundary'
        ? 'boundary' in owner && owner.boundary === arn
        : owner.attached.has(arn);
    const all = kinds.flatMap((kind) => policyOwners(account, kind).filter(uses));
    const { items, IsTruncated, next } = iamPage(
      all.filter(({ path }) => path.startsWith(input.PathPrefix ?? '/')),
      input,
    );
    const of = <K extends PolicyOwnerKind>(kind: K) => items.filter((owner) => owner.kind === kind);
    return {
      PolicyGroups: of('group').map(({ name, id }) => ({ GroupName: name, GroupId: id })),
      PolicyUsers: of('user').map(({ name, id }) => ({ UserName: name, UserId: id })),
      PolicyRoles: of('role').map(({ name, id }) => ({ RoleName: name, RoleId: id })),
      IsTruncated,
      Marker: next,
    };
  },
);

export const attachmentPolicyOperations = [
  ...attachmentOperations({
    kind: 'role',
    attach: AttachRolePolicy$,
    detach: DetachRolePolicy$,
    list: ListAttachedRolePolicies$,
  }),
  ...attachmentOperations({
    kind: 'user',
    attach: AttachUserPolicy$,
    detach: DetachUserPolicy$,
    list: ListAttachedUserPolicies$,
  }),
  ...attachmentOperations({
    kind: 'group',
    attach: AttachGroupPolicy$,
    detach: DetachGroupPolicy$,
    list: ListAttachedGroupPolicies$,
  }),
  listEntitiesForPolicy,
];
