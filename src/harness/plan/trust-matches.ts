import type { Secondary } from '../../manifest/types';

/**
 * Does the manifest let this role of the secondary's own account assume the sender role? Then no probe may expect a
 * denial. `*` and `?` match across `/`, as in ArnLike.
 */
export function trustMatches(secondary: Secondary, role: { path: string; name: string }): boolean {
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
