import type { Policy } from '../../iam/types';
import { accessKeyId, secretAccessKey, sessionToken } from '../ids';
import { assumedRoleArn } from './aws-arns';
import type { AccessKey, AuthenticatedPrincipal, Role, User, World } from './world-model';

const PURGE_EVERY = 50_000;

/** A long-term access key of a user. */
export function createUserKey(world: World, user: User): AccessKey {
  return keep(world, {
    accessKeyId: accessKeyId('AKIA'),
    secretAccessKey: secretAccessKey(),
    caller: {
      kind: 'user',
      accountId: user.accountId,
      arn: user.arn,
      userId: user.id,
      entityArn: user.arn,
      entityId: user.id,
      sessionPolicies: [],
      sessionTags: new Map(),
      transitiveTagKeys: [],
      issuedAt: world.now(),
    },
  });
}

export interface SessionOptions {
  sessionName: string;
  /** Milliseconds since the epoch. Absent: never, for sessions that the sandbox opens at its start. */
  expiresAt?: number;
  sessionPolicies?: Policy[];
  sessionTags?: ReadonlyMap<string, string>;
  transitiveTagKeys?: readonly string[];
  sourceIdentity?: string;
  assumedBy?: string;
}

type SessionRole = Pick<Role, 'arn' | 'id' | 'name' | 'accountId'>;

/** Temporary credentials of a role. */
export function createSession(world: World, role: SessionRole, options: SessionOptions): AccessKey {
  const { partition } = world.accounts.get(role.accountId)!;
  const caller: AuthenticatedPrincipal = {
    kind: 'session',
    accountId: role.accountId,
    arn: assumedRoleArn(partition, role.accountId, role.name, options.sessionName),
    userId: `${role.id}:${options.sessionName}`,
    entityArn: role.arn,
    entityId: role.id,
    sessionName: options.sessionName,
    sessionPolicies: options.sessionPolicies ?? [],
    sessionTags: options.sessionTags ?? new Map(),
    transitiveTagKeys: options.transitiveTagKeys ?? [],
    sourceIdentity: options.sourceIdentity,
    assumedBy: options.assumedBy,
    issuedAt: world.now(),
  };
  return keep(world, {
    accessKeyId: accessKeyId('ASIA'),
    secretAccessKey: secretAccessKey(),
    sessionToken: sessionToken(),
    expiresAt: options.expiresAt,
    caller,
  });
}

function keep(world: World, key: AccessKey): AccessKey {
  world.accessKeys.set(key.accessKeyId, key);
  if (world.accessKeys.size % PURGE_EVERY === 0) purge(world);
  return key;
}

/** Forgets keys a day after they expired. Until then AWS's answer differs from that for an unknown key. */
function purge(world: World): void {
  const before = world.now() - 86_400_000;
  for (const [id, key] of world.accessKeys) {
    if (key.expiresAt !== undefined && key.expiresAt < before) world.accessKeys.delete(id);
  }
}
