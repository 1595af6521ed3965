import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePoliciesExclusive } from '@cdktf/provider-aws/lib/iam-role-policies-exclusive/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { IamRolePolicyAttachmentsExclusive } from '@cdktf/provider-aws/lib/iam-role-policy-attachments-exclusive/index.js';
import { TerraformOutput, type TerraformStack } from 'cdktf/lib/index.js';
import type { SenderRole } from '../src/delegation';
import { terraformAddress, terraformName } from '../src/names';
import { create, following } from './resources';

/** A sender role of the main account; Terraform removes every other policy from it. */
export function addSenderRole(stack: TerraformStack, sender: SenderRole): void {
  const { address, name, key } = sender;
  const role = create(stack, IamRole, address, {
    name,
    path: sender.path,
    assumeRolePolicy: sender.trustPolicy,
    maxSessionDuration: sender.maxSessionDuration,
    permissionsBoundary: sender.permissionsBoundaryArn,
    // A policy that was attached by hand must not stop the destruction of the role.
    forceDetachPolicies: true,
  });
  const trigger = `${terraformAddress.role(address)}.unique_id`;
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
