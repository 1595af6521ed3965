import type { Delegation, SecondaryDelegation, SenderRole, VerifyRole } from '../../../src/delegation/types';
import type { Manifest } from '../../../src/manifest/types';
import { terraformName } from '../../../src/names';
import type { Resource } from '../../../src/terraform/resources';

/**
 * What the stacks make of a delegation, as far as `access` reads it, without a synthesis: a second each would be too
 * long for hundreds of them. `delegation.mutation.ts` first compares it with the stacks themselves.
 */
export function delegatedResources(manifest: Manifest, delegation: Delegation): Resource[] {
  const made = delegation.secondaries.filter(({ assumePolicy }) => assumePolicy?.managed);
  return [
    ...delegation.senderRoles.flatMap((role) => senderResources(manifest.main.accountId, role)),
    ...made.flatMap((secondary) => secondaryResources(secondary)),
  ];
}

type Make = (type: string, name: string, values: Record<string, unknown>) => Resource;

function maker(stack: string, accountId: string): Make {
  return (type, name, values) => ({
    stack,
    address: `${type}.${name}`,
    type,
    name,
    provider: 'aws',
    accountId,
    values: JSON.parse(JSON.stringify(values)),
  });
}

function senderResources(accountId: string, role: SenderRole): Resource[] {
  const make = maker('main', accountId);
  const { address, name } = role;
  const policies = [role.sendPolicy, ...(role.suspendedPolicy ? [role.suspendedPolicy] : [])];
  const suffix = role.key ? `-${role.key}` : '';
  return [
    make('aws_iam_role', address, {
      name,
      path: role.path,
      assume_role_policy: role.trustPolicy,
      permissions_boundary: role.permissionsBoundaryArn,
    }),
    ...policies.map((policy, index) =>
      make('aws_iam_role_policy', `${index === 0 ? 'send' : 'suspended'}${suffix}`, {
        name: policy.name,
        role: name,
        policy: policy.document,
      }),
    ),
  ];
}

function secondaryResources({
  key,
  stack,
  accountId,
  assumePolicy,
  verifier,
  outsider,
}: SecondaryDelegation): Resource[] {
  const make = maker(stack, accountId);
  const { name, path, document, arn, roles, users, groups } = assumePolicy!;
  const attach = (kind: 'role' | 'user' | 'group', holder: string): Resource =>
    make(`aws_iam_${kind}_policy_attachment`, `assume-sender-${key}_${holder}`, {
      [kind]: holder,
      policy_arn: arn,
    });
  return [
    make('aws_iam_policy', `assume-sender-${key}`, { name, path, policy: document }),
    ...roles.map((holder) => attach('role', holder)),
    ...users.map((holder) => attach('user', holder)),
    ...groups.map((holder) => attach('group', holder)),
    ...(verifier ? verifyResources(make, verifier) : []),
    ...(verifier
      ? [make('aws_iam_role_policy_attachment', verifier.address, { role: verifier.name, policy_arn: arn })]
      : []),
    ...(outsider ? verifyResources(make, outsider) : []),
  ];
}

function verifyResources(make: Make, role: VerifyRole): Resource[] {
  const { address, name, path, inlinePolicy, tagSessionPolicy } = role;
  return [
    make('aws_iam_role', address, {
      name,
      path,
      assume_role_policy: role.trustPolicy,
      permissions_boundary: role.permissionsBoundaryArn,
    }),
    make('aws_iam_role_policy', address, {
      name: inlinePolicy.name,
      role: name,
      policy: inlinePolicy.document,
    }),
    ...(tagSessionPolicy
      ? [
          make('aws_iam_role_policy', terraformName.tagSession(address), {
            name: tagSessionPolicy.name,
            role: name,
            policy: tagSessionPolicy.document,
          }),
        ]
      : []),
  ];
}
