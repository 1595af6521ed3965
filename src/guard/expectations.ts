import type { Manifest } from '../manifest/types';
import { type Resource, resourcesOf } from '../terraform/resources';
import type { StackFile } from '../terraform/stack-files';

/** Everything that a check of one plan needs to know. */
export interface Expectations {
  manifest: Manifest;
  file: StackFile;
  /** Resources of this stack, by address. */
  resources: Map<string, Resource>;
  /** Roles of all stacks whose secondary is active, as `ACCOUNT NAME`. */
  liveRoles: Set<string>;
}

export function expectationsOf(manifest: Manifest, file: StackFile, liveRoles: Set<string>): Expectations {
  const resources = new Map(resourcesOf(file).map((resource) => [resource.address, resource]));
  return { manifest, file, resources, liveRoles };
}

/** Roles of active secondaries, as `ACCOUNT NAME`. A shared role is live while one of its secondaries is active. */
export function liveRolesOf(manifest: Manifest, resources: readonly Resource[]): Set<string> {
  const active = manifest.secondaries.filter(({ status }) => status === 'active');
  const senders = new Set(active.map(({ roleName }) => roleName));
  const accounts = new Set(active.map(({ accountId }) => accountId));
  const roles = resources.filter(
    ({ type, accountId = '', values }) =>
      type === 'aws_iam_role' &&
      (accountId === manifest.main.accountId ? senders.has(String(values.name)) : accounts.has(accountId)),
  );
  return new Set(roles.map(({ accountId, values }) => `${accountId} ${String(values.name)}`));
}
