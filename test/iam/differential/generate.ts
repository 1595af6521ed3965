import type { AccessRequest } from '../../../src/iam';
import { blur, type Condition, randomCondition, randomContext } from './conditions';
import { Random } from './random';
import { CALLERS, type Caller, MAIN, OTHER, TARGETS } from './vocabulary';

export interface RandomStatement {
  Sid?: string;
  Effect: 'Allow' | 'Deny';
  Principal?: unknown;
  NotPrincipal?: unknown;
  Action?: string | string[];
  NotAction?: string | string[];
  Resource?: string | string[];
  NotResource?: string | string[];
  Condition?: Condition;
}

export interface RandomPolicy {
  Version?: string;
  Statement: RandomStatement[];
}

/** A case for both evaluators. */
export interface RandomCase {
  request: AccessRequest;
  identity: RandomPolicy[];
  boundary?: RandomPolicy;
  resource?: RandomPolicy;
}

function someOf<T>(random: Random, make: () => T): T | T[] {
  const list = Array.from({ length: 1 + random.below(2) }, make);
  return list.length === 1 && random.chance(0.5) ? (list[0] as T) : list;
}

function action(random: Random, asked: string): string {
  if (random.chance(0.1)) return '*';
  const name = random.chance(0.75) ? asked : random.pick(TARGETS).action;
  if (random.chance(0.15)) return name.toLowerCase();
  const [service = '', operation = ''] = name.split(':');
  return random.chance(0.25) ? `${service}:${blur(random, operation)}` : name;
}

/** The account field with a wildcard: all of it, or some digits. */
function blurAccount(random: Random, account: string): string {
  return account === '' || random.chance(0.5) ? '*' : blur(random, account);
}

/** Wildcards stand in the last field, the Region and the account, where people write them, or anywhere. */
function resource(random: Random, asked: string): string {
  if (random.chance(0.15)) return '*';
  const arn = random.chance(0.75) ? asked : random.pick(random.pick(TARGETS).resources);
  if (random.chance(0.5)) return arn;
  if (random.chance(0.1)) return `arn:${blur(random, arn.slice(4))}`;
  const parts = arn.split(':');
  const last = parts.slice(5).join(':');
  if (random.chance(0.2)) parts[3] = '*';
  if (random.chance(0.15)) parts[4] = blurAccount(random, parts[4] as string);
  if (random.chance(0.2)) return parts.slice(0, 2 + random.below(4)).join(':');
  const end = random.chance(0.2)
    ? '${aws:PrincipalTag/team}'
    : random.chance(0.3)
      ? last
      : blur(random, last);
  return [...parts.slice(0, 5), end].join(':');
}

function principalOf(random: Random, caller: Caller): unknown {
  const other = random.chance(0.7) ? caller : random.pick(CALLERS);
  if (other.kind === 'service') return { Service: other.arn };
  if (other.kind === 'anonymous') return { AWS: '*' };
  const forms = [
    `arn:aws:iam::${other.accountId}:root`,
    other.accountId,
    other.arn,
    other.roleArn ?? other.arn,
    '*',
  ];
  return { AWS: someOf(random, () => random.pick(forms)) };
}

function notPrincipalOf(random: Random, caller: Caller): unknown {
  const other = random.chance(0.7) ? caller : random.pick(CALLERS);
  if (other.kind === 'service') return { Service: other.arn };
  if (other.kind === 'anonymous') return { AWS: `arn:aws:iam::${MAIN}:root` };
  const root = `arn:aws:iam::${other.accountId}:root`;
  return {
    AWS: random.chance(0.7) ? [root, ...(other.roleArn ? [other.roleArn] : []), other.arn] : other.arn,
  };
}

function statement(random: Random, request: AccessRequest, side: 'identity' | 'resource'): RandomStatement {
  const made: RandomStatement = { Effect: random.chance(0.8) ? 'Allow' : 'Deny' };
  const caller = request.principal as Caller;
  if (side === 'resource') {
    if (made.Effect === 'Deny' && random.chance(0.2)) made.NotPrincipal = notPrincipalOf(random, caller);
    else made.Principal = random.chance(0.1) ? '*' : principalOf(random, caller);
  }
  const actions = someOf(random, () => action(random, request.action));
  if (random.chance(0.1)) made.NotAction = actions;
  else made.Action = actions;
  const trust = side === 'resource' && request.action.startsWith('sts:');
  if (!trust) {
    const resources = someOf(random, () => resource(random, request.resource));
    if (random.chance(0.1)) made.NotResource = resources;
    else made.Resource = resources;
  }
  if (random.chance(0.55)) made.Condition = randomCondition(random);
  return made;
}

function policy(random: Random, request: AccessRequest, side: 'identity' | 'resource'): RandomPolicy {
  const count = 1 + random.below(2);
  const made: RandomPolicy = { Statement: [] };
  if (random.chance(0.9)) made.Version = random.chance(0.95) ? '2012-10-17' : '2008-10-17';
  for (let index = 1; index <= count; index++) {
    made.Statement.push({ Sid: `S${index}`, ...statement(random, request, side) });
  }
  return made;
}

/** The keys that AWS adds to every request. The oracle does not derive them. */
function derived(caller: Caller): Record<string, string> {
  if (caller.kind === 'anonymous') return { 'aws:PrincipalAccount': 'anonymous' };
  if (caller.kind === 'service') return { 'aws:PrincipalServiceName': caller.arn };
  return {
    'aws:PrincipalArn': caller.roleArn ?? caller.arn,
    'aws:PrincipalAccount': caller.accountId,
    ...(caller.kind === 'user' ? { 'aws:username': caller.arn.slice(caller.arn.lastIndexOf('/') + 1) } : {}),
  };
}

function randomRequest(random: Random): AccessRequest {
  const target = random.pick(TARGETS);
  const caller = random.pick(CALLERS);
  return {
    action: target.action,
    resource: random.pick(target.resources),
    resourceAccountId: random.chance(0.9) ? MAIN : OTHER,
    principal: caller,
    context: { ...randomContext(random), ...derived(caller) },
  };
}

/** Whether the caller has identity policies. */
function hasIdentity({ principal: { kind } }: AccessRequest): boolean {
  return kind === 'user' || kind === 'session';
}

export function generate(seed: number): RandomCase {
  const random = new Random(seed);
  const request = randomRequest(random);
  const trust = request.action.startsWith('sts:');
  const made: RandomCase = { request, identity: [] };
  if (hasIdentity(request)) {
    const count = random.chance(0.12) ? 0 : 1 + random.below(2);
    made.identity = Array.from({ length: count }, () => policy(random, request, 'identity'));
    if (random.chance(0.15)) made.boundary = policy(random, request, 'identity');
  }
  if (trust || random.chance(0.5)) made.resource = policy(random, request, 'resource');
  return made;
}
