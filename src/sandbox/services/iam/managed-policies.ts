import {
  CreatePolicy$,
  type CreatePolicyRequest,
  type CreatePolicyResponse,
  DeletePolicy$,
  type DeletePolicyRequest,
  GetPolicy$,
  type GetPolicyRequest,
  type GetPolicyResponse,
  ListPolicies$,
  type ListPoliciesRequest,
  type ListPoliciesResponse,
  type Policy as PolicyOutput,
} from '@aws-sdk/client-iam';
import { iamArn } from '../../world/aws-arns';
import { awsManagedPolicies, awsManagedPolicy } from '../../world/aws-managed';
import { addPolicy } from '../../world/entities';
import type { Account, ManagedPolicy } from '../../world/world-model';
import { checkPolicyDocument } from '../policy-grammar/policy-document';
import { alreadyExists, deleteConflict, limitExceeded, noSuchEntity } from './iam-errors';
import { anything, iamOperation, iamPage, policyRequest } from './iam-operation';
import { ownPolicy } from './lookup';
import { policyOwners } from './policy-owner';
import { policySize, quotas } from './quotas';
import { tagList, tagMap } from './tags';

/** The date of AWS's own policies does not matter here. */
const AWS_DATE = new Date('2015-02-06T18:39:46Z');

function attachments(account: Account, arn: string): number {
  const all = (['role', 'user', 'group'] as const).flatMap((kind) => policyOwners(account, kind));
  return all.filter((owner) => owner.attached.has(arn)).length;
}

function boundaries(account: Account, arn: string): number {
  return [...account.roles.values(), ...account.users.values()].filter(({ boundary }) => boundary === arn)
    .length;
}

function briefPolicy(account: Account, policy: ManagedPolicy): PolicyOutput {
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersionId,
    AttachmentCount: attachments(account, policy.arn),
    PermissionsBoundaryUsageCount: boundaries(account, policy.arn),
    IsAttachable: true,
    CreateDate: policy.createDate,
    UpdateDate: policy.updateDate,
  };
}

function awsPolicy(
  account: Account,
  { name, id, arn }: { name: string; id: string; arn: string },
): PolicyOutput {
  return {
    PolicyName: name,
    PolicyId: id,
    Arn: arn,
    Path: '/',
    DefaultVersionId: 'v1',
    AttachmentCount: attachments(account, arn),
    PermissionsBoundaryUsageCount: boundaries(account, arn),
    IsAttachable: true,
    CreateDate: AWS_DATE,
    UpdateDate: AWS_DATE,
  };
}

export function checkManagedDocument(document: string): void {
  checkPolicyDocument(document, 'identity');
  if (policySize(document) > quotas.managedPolicySize) {
    throw limitExceeded(`Cannot exceed quota for PolicySize: ${quotas.managedPolicySize}`);
  }
}

const createPolicy = iamOperation<CreatePolicyRequest, CreatePolicyResponse>(
  CreatePolicy$,
  ({ account }, { Path, PolicyName }) => {
    const arn = iamArn(account.partition, account.id, 'policy', Path ?? '/', PolicyName!);
    return { arn, shown: `policy ${PolicyName}` };
  },
  ({ world, account }, input) => {
    const name = input.PolicyName!;
    if ([...account.policies.values()].some((policy) => policy.name.toLowerCase() === name.toLowerCase())) {
      throw alreadyExists(`A policy called ${name} already exists. Duplicate names are not allowed.`);
    }
    if (account.policies.size >= quotas.policiesPerAccount) {
      throw limitExceeded(`Cannot exceed quota for PoliciesPerAccount: ${quotas.policiesPerAccount}`);
    }
    checkManagedDocument(input.PolicyDocument!);
    const policy = addPolicy(world, account, {
      name,
      path: input.Path,
      document: input.PolicyDocument!,
      description: input.Description,
      tags: tagMap(input.Tags),
    });
    return { Policy: { ...briefPolicy(account, policy), Tags: tagList(policy.tags) } };
  },
);

const deletePolicy = iamOperation<DeletePolicyRequest, object>(
  DeletePolicy$,
  policyRequest(),
  ({ account }, { PolicyArn }) => {
    const policy = ownPolicy(account, PolicyArn);
    if (attachments(account, policy.arn) + boundaries(account, policy.arn) > 0) {
      throw deleteConflict('Cannot delete a policy attached to entities.');
    }
    if (policy.versions.length > 1) {
      throw deleteConflict(
        "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
      );
    }
    account.policies.delete(policy.arn);
    return {};
  },
);

export const policyOperations = [
  createPolicy,
  iamOperation<GetPolicyRequest, GetPolicyResponse>(
    GetPolicy$,
    policyRequest(),
    ({ account }, { PolicyArn }) => {
      const aws = awsManagedPolicy(PolicyArn!, account.partition);
      if (aws) return { Policy: awsPolicy(account, aws) };
      const policy = account.policies.get(PolicyArn!);
      if (!policy) throw noSuchEntity(`Policy ${PolicyArn} was not found.`);
      return {
        Policy: {
          ...briefPolicy(account, policy),
          Description: policy.description,
          Tags: tagList(policy.tags),
        },
      };
    },
  ),
  iamOperation<ListPoliciesRequest, ListPoliciesResponse>(ListPolicies$, anything, ({ account }, input) => {
    const own =
      input.Scope === 'AWS'
        ? []
        : [...account.policies.values()].map((policy) => briefPolicy(account, policy));
    const aws =
      input.Scope === 'Local'
        ? []
        : awsManagedPolicies(account.partition).map((policy) => awsPolicy(account, policy));
    const used =
      input.PolicyUsageFilter === 'PermissionsBoundary' ? 'PermissionsBoundaryUsageCount' : 'AttachmentCount';
    const list = [...own, ...aws]
      .filter(({ Path }) => Path!.startsWith(input.PathPrefix ?? '/'))
      .filter((policy) => input.OnlyAttached !== true || policy[used]! > 0)
      .sort((a, b) => (a.PolicyName! < b.PolicyName! ? -1 : 1));
    const { items, IsTruncated, next } = iamPage(list, input);
    return { Policies: items, IsTruncated, Marker: next };
  }),
  deletePolicy,
];
