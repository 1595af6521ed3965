import type { Secondary } from '../../manifest/types';

/**
 * Does a secondary's trust admit this role of its own account by what the manifest says? Then a denial would be
 * wrong, and no probe may expect one. `*` and `?` match across `/`, as in ArnLike.
 */
export function trustAdmits(secondary: Secondary, role: { path: string; name: string }): boolean {
  if (secondary.principals === 'account') return true;
  return secondary.principals.some(
    (principal) =>
      principal.kind === 'role' &&
      glob(`${principal.path}${principal.name}`).test(`${role.path}${role.name}`),
  );
}

function glob(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`);
}
