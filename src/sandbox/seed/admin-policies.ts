import type { Secondary } from '../../manifest/types';
import { propagate } from '../world/propagation';
import type { Account, Role, User, World } from '../world/world-model';
import type { CreatedPolicies } from './apply-output';

/**
 * Terraform attaches the assume policy to principals that are plain names. To all others (patterns, permission sets,
 * a whole account, `attach: false`) the account's admins give it, which the sandbox takes as done: with the very
 * policies that the output creates. Where the account has no stack (`assumePolicy: none`), with one that they write
 * for the roles whose trust, in the output, names their account.
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
 * Without an output the policy is still to come from Terraform, and with it what the admins would attach: until then
 * such principals may assume any role, so that the trust alone decides about them.
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
