import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePoliciesExclusive } from '@cdktf/provider-aws/lib/iam-role-policies-exclusive/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { IamRolePolicyAttachmentsExclusive } from '@cdktf/provider-aws/lib/iam-role-policy-attachments-exclusive/index.js';
import { TerraformOutput, type TerraformStack } from 'cdktf/lib/index.js';
import type { SenderRole } from '../src/delegation';
import { terraformName } from '../src/names';
import { create, following } from './resources';

/** A role of the main account that may send, and nothing beside what is written here. */
export function addSenderRole(stack: TerraformStack, sender: SenderRole): void {
  const { address, name, key } = sender;
  const role = create(stack, IamRole, address, {
    name,
    path: sender.path,
    assumeRolePolicy: sender.trustPolicy,
    maxSessionDuration: sender.maxSessionDuration,
    permissionsBoundary: sender.permissionsBoundaryArn,
    // Taking the access away must not stop at a policy that somebody attached by hand.
    forceDetachPolicies: true,
  });
  const trigger = `aws_iam_role.${address}.unique_id`;
  const suffix = key ? `-${key}` : '';
  const policies = [
    { policy: sender.sendPolicy, address: terraformName.send(key) },
    ...(sender.suspendedPolicy
      ? [{ policy: sender.suspendedPolicy, address: terraformName.suspended(key) }]
      : []),
  ].map(({ policy, address }) =>
    create(stack, IamRolePolicy, address, {
      name: policy.name,
      role: name,
      policy: policy.document,
      ...following([role], trigger),
    }),
  );
  create(stack, IamRolePoliciesExclusive, address, {
    roleName: name,
    policyNames: [sender.sendPolicy, sender.suspendedPolicy].flatMap((policy) =>
      policy ? [policy.name] : [],
    ),
    ...following(policies, trigger),
  });
  create(stack, IamRolePolicyAttachmentsExclusive, address, {
    roleName: name,
    policyArns: [],
    ...following([role], trigger),
  });
  new TerraformOutput(stack, `role-arn${suffix}`, { value: sender.arn });
}
