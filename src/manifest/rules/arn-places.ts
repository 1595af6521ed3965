import { type ArnParts, parseArn } from '../../arns';
import type { Draft } from '../draft';
import type { ManifestPath } from '../types';

export interface ArnPlace extends ArnParts {
  path: ManifestPath;
  arn: string;
  /** A policy, a role that somebody assumes, or a principal that a trust policy names. */
  use: 'policy' | 'assumed' | 'trusted';
}

/** ARNs of IAM anywhere in the manifest. */
export function* iamArns({ raw, secondaries }: Draft): Generator<ArnPlace> {
  const { verify } = raw;
  const entries: [ArnPlace['use'], ManifestPath, string | undefined][] = [
    ['policy', ['main', 'role', 'permissionsBoundary', 'arn'], raw.main?.role?.permissionsBoundary?.arn],
    ...deployArns(['main', 'deploy'], raw.main?.deploy),
    ...secondaries.flatMap(({ path, value }) => deployArns([...path, 'deploy'], value.deploy)),
    ...secondaries.map(({ path, value }): [ArnPlace['use'], ManifestPath, string | undefined] => [
      'assumed',
      [...path, 'testAs', 'assumeRoleArn'],
      value.testAs?.assumeRoleArn,
    ]),
    ['policy', ['verify', 'permissionsBoundaryArn'], verify?.permissionsBoundaryArn],
    ['assumed', ['verify', 'outsider', 'assumeRoleArn'], verify?.outsider?.assumeRoleArn],
    ...(verify?.trustedPrincipals ?? []).map(
      (arn, index): [ArnPlace['use'], ManifestPath, string | undefined] => [
        'trusted',
        ['verify', 'trustedPrincipals', index],
        arn,
      ],
    ),
  ];
  for (const [use, path, arn] of entries) {
    const parts = arn === undefined ? undefined : parseArn(arn);
    if (arn !== undefined && parts) yield { ...parts, use, path, arn };
  }
}

function deployArns(
  path: ManifestPath,
  deploy: { assumeRoleArn?: string | (string | undefined)[] } | undefined,
): ['assumed', ManifestPath, string | undefined][] {
  const arn = deploy?.assumeRoleArn;
  if (!Array.isArray(arn)) return [['assumed', [...path, 'assumeRoleArn'], arn]];
  return arn.map((item, index) => ['assumed', [...path, 'assumeRoleArn', index], item]);
}
