import { hasVerifyRoles, verifyDefaults } from '../defaults';
import type { Draft } from '../draft';
import type { RawManifest, RawSecondary } from '../schema';
import type { Manifest, ManifestPath, Range, VerifySettings } from '../types';
import { resolveMain } from './main-account';
import { resolveSecondary } from './secondary';

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
  return {
    ...verifyDefaults,
    ...raw,
    roles: hasVerifyRoles(raw) ? 'managed' : 'none',
    trustedPrincipals: raw.trustedPrincipals ?? [],
    sessionContext: raw.sessionContext ?? [],
  };
}
