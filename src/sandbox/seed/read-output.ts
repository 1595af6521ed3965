import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../errors';
import type { Account, World } from '../world/world-model';

export interface Block {
  provider?: string;
  [argument: string]: unknown;
}

interface StackJson {
  provider?: { aws?: { alias?: string; allowed_account_ids?: string[] }[] };
  resource?: Record<string, Record<string, Block>>;
  module?: Record<string, unknown>;
}

/** A resource with the account that its provider is bound to. */
export interface Resource {
  stack: string;
  type: string;
  address: string;
  account: Account;
  block: Block;
}

/** Every resource of a synthesized output, read from `cdk.tf.json` only. */
export function readOutput(world: World, directory: string): Resource[] {
  const stacks = join(directory, 'stacks');
  if (!existsSync(stacks)) {
    throw new UserError(
      `${directory} holds no synthesized stacks: run \`tendlc synth --output ${directory}\` first`,
    );
  }
  return readdirSync(stacks)
    .sort()
    .filter((name) => existsSync(join(stacks, name, 'cdk.tf.json')))
    .flatMap((name) => resourcesOf(world, name, readStack(join(stacks, name, 'cdk.tf.json'))));
}

function readStack(file: string): StackJson {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as StackJson;
  } catch (error) {
    throw new UserError(`cannot read ${file}: ${error instanceof Error ? error.message : error}`);
  }
}

function resourcesOf(world: World, stack: string, json: StackJson): Resource[] {
  const [module] = Object.keys(json.module ?? {});
  if (module) throw new UserError(`stack ${stack}: the sandbox cannot read module.${module}`);
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
