import {
  CreateAccessKey$,
  type CreateAccessKeyRequest,
  type CreateAccessKeyResponse,
  DeleteAccessKey$,
  type DeleteAccessKeyRequest,
  ListAccessKeys$,
  type ListAccessKeysRequest,
  type ListAccessKeysResponse,
} from '@aws-sdk/client-iam';
import { createUserKey } from '../../world/credentials';
import type { AccessKey, User, World } from '../../world/world-model';
import { limitExceeded, noSuchEntity } from './iam-errors';
import { iamOperation, iamPage, ownName, ownUser } from './iam-operation';
import { userOf } from './lookup';

const KEYS_PER_USER = 2;

export function keysOf(world: World, user: User): AccessKey[] {
  return [...world.accessKeys.values()].filter(
    ({ caller }) => caller.kind === 'user' && caller.entityId === user.id,
  );
}

/** Keys that the sandbox created for its profiles do not count towards the quota. */
function ownKeys(world: World, user: User): AccessKey[] {
  const profiles = new Set([...world.profiles.values()].map(({ accessKeyId }) => accessKeyId));
  return keysOf(world, user).filter(({ accessKeyId }) => !profiles.has(accessKeyId));
}

export const accessKeyOperations = [
  iamOperation<CreateAccessKeyRequest, CreateAccessKeyResponse>(
    CreateAccessKey$,
    ownUser,
    (iam, { UserName }) => {
      const { world, account } = iam;
      const user = userOf(account, ownName(iam, UserName));
      if (ownKeys(world, user).length >= KEYS_PER_USER) {
        throw limitExceeded(`Cannot exceed quota for AccessKeysPerUser: ${KEYS_PER_USER}`);
      }
      const key = createUserKey(world, user);
      return {
        AccessKey: {
          UserName: user.name,
          AccessKeyId: key.accessKeyId,
          Status: 'Active',
          SecretAccessKey: key.secretAccessKey,
          CreateDate: new Date(key.caller.issuedAt),
        },
      };
    },
  ),
  iamOperation<ListAccessKeysRequest, ListAccessKeysResponse>(ListAccessKeys$, ownUser, (iam, input) => {
    const { world, account } = iam;
    const user = userOf(account, ownName(iam, input.UserName));
    const { items, IsTruncated, next } = iamPage(keysOf(world, user), input);
    const AccessKeyMetadata = items.map(({ accessKeyId, caller }) => ({
      UserName: user.name,
      AccessKeyId: accessKeyId,
      Status: 'Active' as const,
      CreateDate: new Date(caller.issuedAt),
    }));
    return { AccessKeyMetadata, IsTruncated, Marker: next };
  }),
  iamOperation<DeleteAccessKeyRequest, object>(
    DeleteAccessKey$,
    ownUser,
    (iam, { UserName, AccessKeyId }) => {
      const { world, account } = iam;
      const user = userOf(account, ownName(iam, UserName));
      const key = keysOf(world, user).find(({ accessKeyId }) => accessKeyId === AccessKeyId);
      if (!key) throw noSuchEntity(`The Access Key with id ${AccessKeyId} cannot be found.`);
      world.accessKeys.delete(key.accessKeyId);
      return {};
    },
  ),
];
