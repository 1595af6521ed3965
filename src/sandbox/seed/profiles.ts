import { createSession, createUserKey } from '../world/credentials';
import type { Role, User, World } from '../world/world-model';

/** The profile of a principal that the manifest lists, by its place in the list. */
export function principalProfile(key: string, index: number): string {
  return `tendlc-sandbox-principal-${key}-${index + 1}`;
}

/** The profile of an account outside the manifest. */
export const OUTSIDER_PROFILE = 'tendlc-sandbox-outsider';

/** Puts credentials of a user or role under a profile's name. The first profile of a name stays. */
export function addProfile(
  world: World,
  name: string,
  entity: Role | User,
  region: string,
  comment: string,
): void {
  if (world.profiles.has(name)) return;
  const key =
    entity.kind === 'user'
      ? createUserKey(world, entity)
      : createSession(world, entity, { sessionName: 'sandbox' });
  world.profiles.set(name, { name, accessKeyId: key.accessKeyId, region, comment });
}
