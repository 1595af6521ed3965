import { IamGroupPolicyAttachment } from '@cdktf/provider-aws/lib/iam-group-policy-attachment/index.js';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js';
import { IamUserPolicyAttachment } from '@cdktf/provider-aws/lib/iam-user-policy-attachment/index.js';
import type { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { TerraformOutput, type TerraformStack } from 'cdktf/lib/index.js';
import type { AssumePolicy, SecondaryDelegation, VerifyRole } from '../src/delegation';
import { awsProfile } from '../src/delegation/aws-profile';
import { terraformAddress, terraformName } from '../src/names';
import { addressPart, create, following } from './resources';

interface Place {
  stack: TerraformStack;
  /** Absent in a stack of its own. */
  provider?: AwsProvider;
}

/** What a secondary account needs to send. A removed one keeps its provider only. */
export function addSecondary(place: Place, secondary: SecondaryDelegation, region: string): void {
  const { key, assumePolicy, verifier, outsider } = secondary;
  if (!assumePolicy) return;
  const policy = create(place.stack, IamPolicy, terraformName.assumeSender(key), {
    name: assumePolicy.name,
    path: assumePolicy.path,
    policy: assumePolicy.document,
    provider: place.provider,
  });
  attach(place, key, assumePolicy, policy);
  if (verifier) {
    const role = addVerifyRole(place, verifier);
    create(place.stack, IamRolePolicyAttachment, verifier.address, {
      role: verifier.name,
      policyArn: assumePolicy.arn,
      provider: place.provider,
      ...following([policy, role], policyTrigger(key), roleTrigger(verifier)),
    });
  }
  if (outsider) addVerifyRole(place, outsider);
  new TerraformOutput(place.stack, `policy-arn-${key}`, { value: assumePolicy.arn });
  new TerraformOutput(place.stack, `profile-${key}`, { value: awsProfile(secondary, region) });
}

function attach(
  { stack, provider }: Place,
  key: string,
  assumePolicy: AssumePolicy,
  policy: IamPolicy,
): void {
  const { arn: policyArn, roles, users, groups } = assumePolicy;
  const common = { policyArn, provider, ...following([policy], policyTrigger(key)) };
  // Keys have no underscore, so no other key and name give the same address.
  const address = (name: string) => `${terraformName.assumeSender(key)}_${addressPart(name)}`;
  for (const role of roles) create(stack, IamRolePolicyAttachment, address(role), { role, ...common });
  for (const user of users) create(stack, IamUserPolicyAttachment, address(user), { user, ...common });
  for (const group of groups) create(stack, IamGroupPolicyAttachment, address(group), { group, ...common });
}

function addVerifyRole({ stack, provider }: Place, verifyRole: VerifyRole): IamRole {
  const { address, name, inlinePolicy, tagSessionPolicy } = verifyRole;
  const role = create(stack, IamRole, address, {
    name,
    path: verifyRole.path,
    assumeRolePolicy: verifyRole.trustPolicy,
    permissionsBoundary: verifyRole.permissionsBoundaryArn,
    forceDetachPolicies: true,
    provider,
  });
  const policies = [
    { policy: inlinePolicy, address },
    ...(tagSessionPolicy ? [{ policy: tagSessionPolicy, address: terraformName.tagSession(address) }] : []),
  ];
  for (const { policy, address } of policies) {
    create(stack, IamRolePolicy, address, {
      name: policy.name,
      role: name,
      policy: policy.document,
      provider,
      ...following([role], roleTrigger(verifyRole)),
    });
  }
  return role;
}

const policyTrigger = (key: string) =>
  `${terraformAddress.policy(terraformName.assumeSender(key))}.policy_id`;
const roleTrigger = ({ address }: VerifyRole) => `${terraformAddress.role(address)}.unique_id`;
