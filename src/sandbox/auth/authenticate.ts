import type { WireRequest } from '../http/request';
import { lastPart } from '../world/aws-arns';
import type { AccessKey, World } from '../world/world-model';
import {
  type AuthenticationProblem,
  type CredentialScope,
  parseAuthorization,
  sameText,
  verifySignature,
} from './sigv4';

interface Authenticated {
  key: AccessKey;
  scope: CredentialScope;
}

export type Authentication = Authenticated | { problem: AuthenticationProblem };

/** The principal that signed the request. The key must exist, and signature, token and expiry must be right. */
export async function authenticate(world: World, request: WireRequest): Promise<Authentication> {
  const authorization = parseAuthorization(request);
  if ('kind' in authorization) return { problem: authorization };
  const key = world.accessKeys.get(authorization.accessKeyId);
  if (!key) return { problem: { kind: 'unknown-key' } };
  const problem = await verifySignature(request, authorization, key, world.now());
  if (problem) return { problem };
  const token = request.headers['x-amz-security-token'];
  if (!sameText(token ?? '', key.sessionToken ?? '')) return { problem: { kind: 'unknown-key' } };
  if (key.expiresAt !== undefined && world.now() >= key.expiresAt)
    return { problem: { kind: 'expired-token' } };
  if (!stillExists(world, key)) return { problem: { kind: 'unknown-key' } };
  return { key, scope: authorization };
}

/** Keys of a deleted user or role do not work, even after a user or role of that name was created again. */
function stillExists(world: World, key: AccessKey): boolean {
  const account = world.accounts.get(key.caller.accountId);
  const entities = key.caller.kind === 'user' ? account?.users : account?.roles;
  const name = lastPart(key.caller.entityArn).toLowerCase();
  return entities?.get(name)?.id === key.caller.entityId;
}
