import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../cli/errors';
import { addPolicy, addRole } from '../world/entities';
import { publish, publishGroup } from '../world/publish';
import type { Account, World } from '../world/types';

interface Block {
  provider?: string;
  [argument: string]: unknown;
}

interface StackJson {
  provider?: { aws?: { alias?: string; allowed_account_ids?: string[] }[] };
  resource?: Record<string, Record<string, Block>>;
}

/** A resource with the account that its provider is bound to. */
interface Resource {
  stack: string;
  type: string;
  address: string;
  account: Account;
  block: Block;
}

/** ARNs of the customer managed policies that an account got from the output. */
export type CreatedPolicies = Map<string, string[]>;

/** Puts what Terraform would create of this output into the world; what stands in `cdk.tf.json` is all it looks at. */
export function applyOutput(world: World, directory: string): CreatedPolicies {
  const resources = readStacks(directory).flatMap(({ name, json }) => resourcesOf(world, name, json));
  const created: CreatedPolicies = new Map();
  for (const resource of resources) create(world, resource, created);
  for (const resource of resources) connect(world, resource);
  return created;
}

function readStacks(directory: string): { name: string; json: StackJson }[] {
  const stacks = join(directory, 'stacks');
  if (!existsSync(stacks)) {
    throw new UserError(
      `${directory} holds no synthesized stacks: run \`tendlc synth --output ${directory}\` first`,
    );
  }
  return readdirSync(stacks)
    .sort()
    .filter((name) => existsSync(join(stacks, name, 'cdk.tf.json')))
    .map((name) => ({ name, json: readStack(join(stacks, name, 'cdk.tf.json')) }));
}

function readStack(file: string): StackJson {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as StackJson;
  } catch (error) {
    throw new UserError(`cannot read ${file}: ${error instanceof Error ? error.message : error}`);
  }
}

function resourcesOf(world: World, stack: string, json: StackJson): Resource[] {
  return Object.entries(json.resource ?? {}).flatMap(([type, blocks]) =>
    Object.entries(blocks).map(([address, block]) => ({
      stack,
      type,
      address,
      block,
      account: accountOf(world, stack, json, block),
    })),
  );
}

function accountOf(world: World, stack: string, json: StackJson, block: Block): Account {
  const alias = block.provider?.replace(/^aws\./, '');
  const provider = json.provider?.aws?.find((candidate) => candidate.alias === alias);
  const accountId = provider?.allowed_account_ids?.[0] ?? '';
  const account = world.accounts.get(accountId);
  if (!account) {
    throw new UserError(
      `stack ${stack} creates resources in account ${accountId || '?'}, which the manifest does not list`,
    );
  }
  return account;
}

const text = (value: unknown) => (value === undefined ? undefined : String(value));

/** Roles and policies first: the others name them. */
function create(world: World, { type, account, block }: Resource, created: CreatedPolicies): void {
  if (type === 'aws_iam_role') {
    addRole(world, account, {
      name: String(block.name),
      path: text(block.path),
      trustPolicy: String(block.assume_role_policy),
      maxSessionDuration:
        block.max_session_duration === undefined ? undefined : Number(block.max_session_duration),
      boundary: text(block.permissions_boundary),
    });
  } else if (type === 'aws_iam_policy') {
    const policy = addPolicy(world, account, {
      name: String(block.name),
      path: text(block.path),
      document: String(block.policy),
    });
    created.set(account.id, [...(created.get(account.id) ?? []), policy.arn]);
  }
}

/** Only these say who may do what; anything else in an output is no matter of IAM's. */
function connect(world: World, resource: Resource): void {
  const { type, account, block } = resource;
  if (type === 'aws_iam_role_policy') {
    const role = existing(resource, account.roles, block.role);
    role.inline.set(String(block.name), String(block.policy));
    publish(world, account, role);
  } else if (type === 'aws_iam_role_policy_attachment') {
    const role = existing(resource, account.roles, block.role);
    role.attached.add(String(block.policy_arn));
    publish(world, account, role);
  } else if (type === 'aws_iam_user_policy_attachment') {
    const user = existing(resource, account.users, block.user);
    user.attached.add(String(block.policy_arn));
    publish(world, account, user);
  } else if (type === 'aws_iam_group_policy_attachment') {
    const group = existing(resource, account.groups, block.group);
    group.attached.add(String(block.policy_arn));
    publishGroup(world, account, group);
  }
}

function existing<T>(
  { stack, type, address, account }: Resource,
  entities: Map<string, T>,
  name: unknown,
): T {
  const entity = entities.get(String(name).toLowerCase());
  if (!entity) {
    throw new UserError(
      `${stack}: ${type}.${address} needs ${name}, which exists neither in account ${account.id} nor in the output`,
    );
  }
  return entity;
}
