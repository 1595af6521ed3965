import {
  DeleteGroupPolicy$,
  DeleteRolePolicy$,
  DeleteUserPolicy$,
  GetGroupPolicy$,
  GetRolePolicy$,
  GetUserPolicy$,
  ListGroupPolicies$,
  ListRolePolicies$,
  ListUserPolicies$,
  PutGroupPolicy$,
  PutRolePolicy$,
  PutUserPolicy$,
} from '@aws-sdk/client-iam';
import type { StaticOperationSchema } from '@smithy/types';
import type { Operation } from '../operation';
import { checkPolicyDocument } from '../policy-grammar/policy-document';
import { limitExceeded, noSuchEntity } from './iam-errors';
import { encodeDocument, iamOperation, iamPage, named } from './iam-operation';
import { nameMember, type PolicyOwnerKind, policyOwnerOf, propagateOwner } from './policy-owner';
import { policySize, quotas } from './quotas';

interface InlineInput {
  PolicyName?: string;
  PolicyDocument?: string;
  Marker?: string;
  MaxItems?: number;
  [name: string]: unknown;
}

interface Schemas {
  kind: PolicyOwnerKind;
  put: StaticOperationSchema;
  get: StaticOperationSchema;
  list: StaticOperationSchema;
  remove: StaticOperationSchema;
}

/** The four operations are the same for roles, users and groups. */
function inlineOperations({ kind, put, get, list, remove }: Schemas): Operation[] {
  const member = nameMember[kind];
  const target = named<InlineInput>(kind, member);
  const missing = (name?: string) => noSuchEntity(`The ${kind} policy with name ${name} cannot be found.`);
  return [
    iamOperation<InlineInput, object>(put, target, (iam, input) => {
      const owner = policyOwnerOf(iam.account, kind, input[member]);
      checkPolicyDocument(input.PolicyDocument!, 'identity');
      const others = [...owner.inline].filter(([name]) => name !== input.PolicyName);
      const size = others.reduce(
        (sum, [, document]) => sum + policySize(document),
        policySize(input.PolicyDocument!),
      );
      const quota = quotas.inlinePolicies[kind];
      if (size > quota) {
        throw limitExceeded(`Maximum policy size of ${quota} bytes exceeded for ${kind} ${owner.name}`);
      }
      owner.inline.set(input.PolicyName!, input.PolicyDocument!);
      propagateOwner(iam, owner);
      return {};
    }),
    iamOperation<InlineInput, object>(get, target, ({ account }, input) => {
      const owner = policyOwnerOf(account, kind, input[member]);
      const document = owner.inline.get(input.PolicyName!);
      if (document === undefined) throw missing(input.PolicyName);
      return {
        [member]: owner.name,
        PolicyName: input.PolicyName,
        PolicyDocument: encodeDocument(document),
      };
    }),
    iamOperation<InlineInput, object>(list, target, ({ account }, input) => {
      const names = [...policyOwnerOf(account, kind, input[member]).inline.keys()].sort();
      const { items, IsTruncated, next } = iamPage(names, input);
      return { PolicyNames: items, IsTruncated, Marker: next };
    }),
    iamOperation<InlineInput, object>(remove, target, (iam, input) => {
      const owner = policyOwnerOf(iam.account, kind, input[member]);
      if (!owner.inline.delete(input.PolicyName!)) throw missing(input.PolicyName);
      propagateOwner(iam, owner);
      return {};
    }),
  ];
}

export const inlinePolicyOperations = [
  ...inlineOperations({
    kind: 'role',
    put: PutRolePolicy$,
    get: GetRolePolicy$,
    list: ListRolePolicies$,
    remove: DeleteRolePolicy$,
  }),
  ...inlineOperations({
    kind: 'user',
    put: PutUserPolicy$,
    get: GetUserPolicy$,
    list: ListUserPolicies$,
    remove: DeleteUserPolicy$,
  }),
  ...inlineOperations({
    kind: 'group',
    put: PutGroupPolicy$,
    get: GetGroupPolicy$,
    list: ListGroupPolicies$,
    remove: DeleteGroupPolicy$,
  }),
];
