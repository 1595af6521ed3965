import type { Draft } from '../draft';
import type { RawManifest, RawSecondary } from '../schema';
import type { Manifest, ManifestPath, Range, VerifySettings } from '../types';
import { resolveMain } from './main-account';
import { resolveSecondary } from './secondary';

export const defaultVerify = {
  destination: '+14254147755',
  body: '10DLC check {account} {number} {run}',
  sendRate: 0.5,
  maxPrice: '0.05',
} as const;

/** A draft without errors, with every default filled in. */
export function resolve(draft: Draft, file: string, rangeOf: (path: ManifestPath) => Range): Manifest {
  // No rule has found an error, so nothing was taken out: the draft is all there.
  const raw = draft.raw as RawManifest;
  const main = resolveMain(raw.main);
  const secondaries = draft.secondaries
    .map(({ key, value }) => resolveSecondary(key, value as RawSecondary, main.role))
    .sort((left, right) => (left.key < right.key ? -1 : 1));
  return {
    file,
    main,
    secondaries,
    terraform: {
      ...raw.terraform,
      backend: raw.terraform?.backend ?? { type: 'local' },
      tags: raw.terraform?.tags ?? {},
    },
    verify: resolveVerify(raw.verify ?? {}),
    rangeOf,
  };
}

function resolveVerify(raw: NonNullable<RawManifest['verify']>): VerifySettings {
  const trustedPrincipals = raw.trustedPrincipals ?? [];
  return {
    ...defaultVerify,
    ...raw,
    roles: raw.roles ?? (trustedPrincipals.length > 0 ? 'managed' : 'none'),
    trustedPrincipals,
  };
}
