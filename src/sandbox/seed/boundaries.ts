import type { Manifest } from '../../manifest/types';
import { addPolicy } from '../world/entities';
import { managedPolicy } from '../world/propagation';
import type { World } from '../world/world-model';

const ALLOW_ALL = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});

interface Boundary {
  accountId: string;
  arn: string;
  document?: unknown;
}

/**
 * The permissions boundaries that the manifest names exist before Terraform runs. A boundary without a document in
 * the manifest allows everything. Returns the ARNs of those, so that the command can say it.
 */
export function addBoundaries(world: World, manifest: Manifest): string[] {
  const unknown: string[] = [];
  for (const { accountId, arn, document } of boundariesOf(manifest)) {
    const account = world.accounts.get(accountId)!;
    if (managedPolicy(account, arn)) continue;
    const [, path, name] = /policy(\/(?:.*\/)?)([^/]+)$/.exec(arn) ?? [];
    const policy = addPolicy(world, account, {
      name: name ?? arn,
      path,
      document: document === undefined ? ALLOW_ALL : JSON.stringify(document),
    });
    // A policy of AWS has an ARN without an account.
    account.policies.delete(policy.arn);
    account.policies.set(arn, { ...policy, arn });
    if (document === undefined) unknown.push(arn);
  }
  return unknown;
}

function boundariesOf({ main, secondaries, verify }: Manifest): Boundary[] {
  const { permissionsBoundary: sender } = main.role;
  const verifier = verify.permissionsBoundaryArn;
  return [
    ...(sender ? [{ accountId: main.accountId, ...sender }] : []),
    ...(verifier
      ? secondaries.map(({ accountId }) => ({
          accountId,
          arn: verifier.replaceAll('{accountId}', accountId),
        }))
      : []),
  ];
}
