import { parsePolicy } from '../../iam';
import type { Policy } from '../../iam/types';
import { awsManagedPolicy } from './aws-managed';
import { showTrustPolicy } from './principal-ids';
import { PropagatedValue } from './propagated-value';
import type { Account, EntityView, Group, Role, User, World } from './world-model';

/**
 * Makes the current state of a role or user take effect after the propagation delay.
 * Every change of IAM ends here.
 */
export function propagate(world: World, account: Account, entity: Role | User): void {
  world.arnById.set(entity.id, entity.arn);
  setView(world, entity.arn, {
    id: entity.id,
    kind: entity.kind,
    accountId: account.id,
    identity: identityPolicies(account, entity),
    boundary:
      entity.boundary === undefined ? undefined : (managedPolicy(account, entity.boundary) ?? 'unknown'),
    trust:
      entity.kind === 'role'
        ? parse(`trust policy of ${entity.name}`, showTrustPolicy(world, entity.trustPolicy))
        : undefined,
    maxSessionDuration: entity.kind === 'role' ? entity.maxSessionDuration : 0,
    tags: new Map(entity.tags),
  });
}

/** Removes a role or user, and the trust that other roles had in its ID. */
export function propagateRemoval(world: World, entity: Role | User): void {
  world.arnById.delete(entity.id);
  setView(world, entity.arn, undefined);
  for (const account of world.accounts.values()) {
    for (const role of account.roles.values()) {
      if (role.trustPolicy.includes(entity.id)) propagate(world, account, role);
    }
  }
}

/** Propagates the members of a group. */
export function propagateGroup(world: World, account: Account, group: Group): void {
  for (const user of account.users.values()) {
    if (user.groups.has(group.name.toLowerCase())) propagate(world, account, user);
  }
}

/** Propagates every entity that a managed policy is attached to or bounds. */
export function propagatePolicy(world: World, account: Account, policyArn: string): void {
  for (const entity of [...account.roles.values(), ...account.users.values()]) {
    if (entity.attached.has(policyArn) || entity.boundary === policyArn) propagate(world, account, entity);
  }
  for (const group of account.groups.values())
    if (group.attached.has(policyArn)) propagateGroup(world, account, group);
}

/** A role or user as authorization sees it now. */
export function viewOf(world: World, arn: string): EntityView | undefined {
  return world.views.get(arn)?.at(world.now() - world.propagationDelay);
}

function setView(world: World, arn: string, view: EntityView | undefined): void {
  let views = world.views.get(arn);
  if (!views) {
    views = new PropagatedValue();
    world.views.set(arn, views);
  }
  const now = world.now();
  views.set(view, now, now - world.propagationDelay);
}

function identityPolicies(account: Account, entity: Role | User): Policy[] {
  const policyOwners: (Role | User | Group)[] = [entity];
  if (entity.kind === 'user') {
    for (const name of entity.groups) {
      const group = account.groups.get(name);
      if (group) policyOwners.push(group);
    }
  }
  const policies: Policy[] = [];
  for (const owner of policyOwners) {
    for (const [name, document] of owner.inline) policies.push(parse(`${owner.name}/${name}`, document));
    for (const arn of owner.attached) {
      const policy = managedPolicy(account, arn);
      if (policy) policies.push(policy);
    }
  }
  return policies;
}

/** A managed policy of the account or of AWS, in its default version. */
export function managedPolicy(account: Account, arn: string): Policy | undefined {
  const own = account.policies.get(arn);
  const document = own
    ? own.versions.find((version) => version.versionId === own.defaultVersionId)?.document
    : awsManagedPolicy(arn, account.partition)?.document;
  return document === undefined ? undefined : parse(arn, document);
}

const parsed = new Map<string, Policy>();

/** Most policies have the same text, which is parsed once. */
function parse(name: string, document: string): Policy {
  const key = `${name}\n${document}`;
  let policy = parsed.get(key);
  if (!policy) {
    if (parsed.size > 10_000) parsed.clear();
    policy = parsePolicy(name, document);
    parsed.set(key, policy);
  }
  return policy;
}
