import {
  CreatePolicyVersion$,
  type CreatePolicyVersionRequest,
  type CreatePolicyVersionResponse,
  DeletePolicyVersion$,
  type DeletePolicyVersionRequest,
  GetPolicyVersion$,
  type GetPolicyVersionRequest,
  type GetPolicyVersionResponse,
  ListPolicyVersions$,
  type ListPolicyVersionsRequest,
  type ListPolicyVersionsResponse,
  SetDefaultPolicyVersion$,
  type SetDefaultPolicyVersionRequest,
} from '@aws-sdk/client-iam';
import { awsManagedPolicy } from '../../world/aws-managed';
import { wholeSeconds } from '../../world/entities';
import { propagatePolicy } from '../../world/propagation';
import type { ManagedPolicy, PolicyVersion } from '../../world/world-model';
import { deleteConflict, limitExceeded } from './iam-errors';
import { encodeDocument, iamOperation, iamPage, policyRequest } from './iam-operation';
import { ownPolicy, versionOf } from './lookup';
import { checkManagedDocument } from './managed-policies';
import { quotas } from './quotas';

function describe(policy: ManagedPolicy, { versionId, createDate }: PolicyVersion) {
  return {
    VersionId: versionId,
    IsDefaultVersion: versionId === policy.defaultVersionId,
    CreateDate: createDate,
  };
}

const createPolicyVersion = iamOperation<CreatePolicyVersionRequest, CreatePolicyVersionResponse>(
  CreatePolicyVersion$,
  policyRequest(),
  ({ world, account }, input) => {
    const policy = ownPolicy(account, input.PolicyArn);
    checkManagedDocument(input.PolicyDocument!);
    if (policy.versions.length >= quotas.policyVersions) {
      throw limitExceeded(
        `A managed policy can have up to ${quotas.policyVersions} versions. Before you create a new version, you must delete an existing version.`,
      );
    }
    const createDate = wholeSeconds(world);
    const version = { versionId: `v${policy.nextVersion}`, document: input.PolicyDocument!, createDate };
    policy.nextVersion += 1;
    policy.versions.push(version);
    policy.updateDate = createDate;
    if (input.SetAsDefault === true) {
      policy.defaultVersionId = version.versionId;
      propagatePolicy(world, account, policy.arn);
    }
    return { PolicyVersion: describe(policy, version) };
  },
);

const getPolicyVersion = iamOperation<GetPolicyVersionRequest, GetPolicyVersionResponse>(
  GetPolicyVersion$,
  policyRequest(),
  ({ account }, input) => {
    const aws = awsManagedPolicy(input.PolicyArn!, account.partition);
    if (aws && input.VersionId === 'v1') {
      return {
        PolicyVersion: { Document: encodeDocument(aws.document), VersionId: 'v1', IsDefaultVersion: true },
      };
    }
    const policy = ownPolicy(account, input.PolicyArn);
    const version = versionOf(policy, input.VersionId);
    return { PolicyVersion: { Document: encodeDocument(version.document), ...describe(policy, version) } };
  },
);

export const policyVersionOperations = [
  createPolicyVersion,
  getPolicyVersion,
  iamOperation<ListPolicyVersionsRequest, ListPolicyVersionsResponse>(
    ListPolicyVersions$,
    policyRequest(),
    ({ account }, input) => {
      const policy = ownPolicy(account, input.PolicyArn);
      const { items, IsTruncated, next } = iamPage([...policy.versions].reverse(), input);
      return { Versions: items.map((version) => describe(policy, version)), IsTruncated, Marker: next };
    },
  ),
  iamOperation<SetDefaultPolicyVersionRequest, object>(
    SetDefaultPolicyVersion$,
    policyRequest(),
    ({ world, account }, input) => {
      const policy = ownPolicy(account, input.PolicyArn);
      policy.defaultVersionId = versionOf(policy, input.VersionId).versionId;
      policy.updateDate = wholeSeconds(world);
      propagatePolicy(world, account, policy.arn);
      return {};
    },
  ),
  iamOperation<DeletePolicyVersionRequest, object>(
    DeletePolicyVersion$,
    policyRequest(),
    ({ account }, input) => {
      const policy = ownPolicy(account, input.PolicyArn);
      const version = versionOf(policy, input.VersionId);
      if (version.versionId === policy.defaultVersionId) {
        throw deleteConflict('Cannot delete the default version of a policy.');
      }
      policy.versions.splice(policy.versions.indexOf(version), 1);
      return {};
    },
  ),
];
