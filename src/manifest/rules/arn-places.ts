import { parseArn } from '../../arns';
import type { Draft } from '../draft';
import type { ManifestPath } from '../types';

/** ARNs of roles and policies anywhere in the manifest, with their partition. */
export function* iamArns({ raw, secondaries }: Draft): Generator<{ path: ManifestPath; other: string }> {
  const entries: [ManifestPath, string | undefined][] = [
    [['main', 'role', 'permissionsBoundary', 'arn'], raw.main?.role?.permissionsBoundary?.arn],
    ...deployArns(['main', 'deploy'], raw.main?.deploy),
    ...secondaries.flatMap(({ path, value }) => deployArns([...path, 'deploy'], value.deploy)),
    ...secondaries.map(({ path, value }): [ManifestPath, string | undefined] => [
      [...path, 'testAs', 'assumeRoleArn'],
      value.testAs?.assumeRoleArn,
    ]),
    [['verify', 'permissionsBoundaryArn'], raw.verify?.permissionsBoundaryArn],
    [['verify', 'outsider', 'assumeRoleArn'], raw.verify?.outsider?.assumeRoleArn],
    ...(raw.verify?.trustedPrincipals ?? []).map((arn, index): [ManifestPath, string | undefined] => [
      ['verify', 'trustedPrincipals', index],
      arn,
    ]),
  ];
  for (const [path, arn] of entries) {
    const partition = arn === undefined ? undefined : parseArn(arn)?.partition;
    if (partition !== undefined) yield { path, other: partition };
  }
}

function deployArns(
  path: ManifestPath,
  deploy: { assumeRoleArn?: string | (string | undefined)[] } | undefined,
): [ManifestPath, string | undefined][] {
  const arn = deploy?.assumeRoleArn;
  if (!Array.isArray(arn)) return [[[...path, 'assumeRoleArn'], arn]];
  return arn.map((item, index) => [[...path, 'assumeRoleArn', index], item]);
}
