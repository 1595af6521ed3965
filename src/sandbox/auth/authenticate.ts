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

/** Who signed this request: the key must be known, the signature right, the token its own and not expired. */
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

/** Keys of a user or role that was deleted are worth nothing, also where one of that name was made again. */
function stillExists(world: World, key: AccessKey): boolean {
  const account = world.accounts.get(key.caller.accountId);
  const entities = key.caller.kind === 'user' ? account?.users : account?.roles;
  const name = lastPart(key.caller.entityArn).toLowerCase();
  return entities?.get(name)?.id === key.caller.entityId;
}
