import type { Secondary } from '../../manifest/types';
import { propagate } from '../world/propagation';
import type { Account, Role, User, World } from '../world/world-model';
import type { CreatedPolicies } from './apply-output';

/**
 * Terraform attaches the assume policy to principals that are plain names. The account's admins attach it to all
 * others (patterns, permission sets, a whole account, `attach: false`). The sandbox assumes that they have, with the
 * policies that the output creates. If the account has no stack (`assumePolicy: none`), they write a policy for the
 * roles whose trust policy, in the output, names their account.
 */
export function attachAsAdmins(
  world: World,
  account: Account,
  secondary: Secondary,
  principals: (Role | User)[],
  created: CreatedPolicies,
): void {
  for (const [index, entity] of principals.entries()) {
    if (attachedByTerraform(secondary, index)) continue;
    if (secondary.assumePolicy === 'none') entity.inline.set('AssumeSender', writtenByAdmins(world, account));
    else for (const arn of created.get(account.id) ?? []) entity.attached.add(arn);
    propagate(world, account, entity);
  }
}

/**
 * Without an output, Terraform has yet to create the policy that the admins attach. Until then such principals may
 * assume every role, so that only the trust policy decides.
 */
export function allowAssumingAnyRole(
  world: World,
  account: Account,
  secondary: Secondary,
  principals: (Role | User)[],
): void {
  for (const [index, entity] of principals.entries()) {
    if (attachedByTerraform(secondary, index)) continue;
    entity.inline.set('AssumeRoles', policyOn('*'));
    propagate(world, account, entity);
  }
}

function attachedByTerraform({ principals, assumePolicy }: Secondary, index: number): boolean {
  const principal = principals === 'account' ? undefined : principals[index];
  if (!principal || principal.kind === 'sso' || principal.pattern) return false;
  return assumePolicy !== 'none' && assumePolicy.attach;
}

function writtenByAdmins(world: World, account: Account): string {
  const Resource = [...world.accounts.values()]
    .filter(({ id }) => id !== account.id)
    .flatMap(({ roles }) => [...roles.values()])
    .filter(({ trustPolicy }) => trustPolicy.includes(`:iam::${account.id}:`))
    .map(({ arn }) => arn);
  return policyOn(Resource);
}

function policyOn(Resource: string | string[]): string {
  const Action = ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'];
  const Statement = Resource.length > 0 ? [{ Effect: 'Allow', Action, Resource }] : [];
  return JSON.stringify({ Version: '2012-10-17', Statement });
}
