import type { Principal, Secondary } from '../../manifest/types';
import { accountRoot, awsPolicyArn } from '../world/aws-arns';
import { addGroup, addRole, addUser } from '../world/entities';
import { propagate } from '../world/propagation';
import type { Account, Role, User, World } from '../world/world-model';

const ADMINISTRATOR = 'administrator';

/** In an account with `principals: account`: a principal to which its admins attached the policy. */
const EXAMPLE_SENDER = 'example-sender';

export function trustOf(principals: string[], externalId?: string): string {
  const condition =
    externalId === undefined ? {} : { Condition: { StringEquals: { 'sts:ExternalId': externalId } } };
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: principals }, Action: 'sts:AssumeRole', ...condition }],
  });
}

const ASSUME_ANY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }],
});

/** The trust policy of a role for services of its own account. Only the sandbox opens its sessions. */
const SERVICE_TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});

export function rootOf(account: Account): string {
  return accountRoot(account.partition, account.id);
}

export function addAdministrator(world: World, account: Account): User {
  const user = ensureUser(world, account, '/', ADMINISTRATOR);
  user.attached.add(awsPolicyArn(account.partition, 'AdministratorAccess'));
  propagate(world, account, user);
  return user;
}

export function ensureUser(world: World, account: Account, path: string, name: string): User {
  return account.users.get(name.toLowerCase()) ?? addUser(world, account, { path, name });
}

function ensureRole(world: World, account: Account, path: string, name: string, trust = SERVICE_TRUST): Role {
  const known = account.roles.get(name.toLowerCase());
  if (!known) return addRole(world, account, { path, name, trustPolicy: trust });
  if (trust !== SERVICE_TRUST) {
    known.trustPolicy = trust;
    propagate(world, account, known);
  }
  return known;
}

/** Lets a role or user call sts:AssumeRole on every role, so that only a trust policy can deny it. */
export function allowAssuming(world: World, account: Account, entity: Role | User): void {
  entity.inline.set('AssumeRoles', ASSUME_ANY);
  propagate(world, account, entity);
}

/** One role or user for each principal of a secondary. A pattern or permission set gets an example that matches. */
export function addPrincipals(
  world: World,
  account: Account,
  secondary: Secondary,
  region: string,
): (Role | User)[] {
  if (secondary.principals === 'account') return [ensureRole(world, account, '/', EXAMPLE_SENDER)];
  return secondary.principals.map((principal) => addPrincipal(world, account, principal, region));
}

function addPrincipal(world: World, account: Account, principal: Principal, region: string): Role | User {
  if (principal.kind === 'sso') {
    // The path has no Region if IAM Identity Center is in us-east-1.
    const path = `/aws-reserved/sso.amazonaws.com/${region === 'us-east-1' ? '' : `${region}/`}`;
    return ensureRole(world, account, path, `AWSReservedSSO_${principal.permissionSet}_0123456789abcdef`);
  }
  const path = example(principal.path);
  const name = example(principal.name);
  return principal.kind === 'user'
    ? ensureUser(world, account, path, name)
    : ensureRole(world, account, path, name);
}

/** A text that matches the pattern. */
function example(pattern: string): string {
  return pattern.replace(/\*+/g, 'example').replace(/\?/g, 'x');
}

/** The groups that get the policy, each with a user. */
export function addGroups(world: World, account: Account, names: string[]): void {
  for (const name of names) {
    if (!account.groups.has(name.toLowerCase())) addGroup(world, account, { name });
    const user = ensureUser(world, account, '/', `${name}-member`);
    user.groups.add(name.toLowerCase());
    propagate(world, account, user);
  }
}

/** The role or user that a principal's ARN names. Creates it if it does not exist. */
export function ensureByArn(
  world: World,
  account: Account,
  arn: string,
  trust?: string,
): Role | User | undefined {
  const match = /:iam::\d{12}:(role|user)(\/(?:.+\/)?)([^/]+)$/.exec(arn);
  if (!match) return undefined;
  const [, kind, path, name] = match;
  const [exactPath, exactName] = [example(path!), example(name!)];
  return kind === 'user'
    ? ensureUser(world, account, exactPath, exactName)
    : ensureRole(world, account, exactPath, exactName, trust);
}
