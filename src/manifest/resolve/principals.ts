import type { Principal } from '../types';

/** `role/PATH/NAME`, `user/PATH/NAME` or `sso/NAME`, as the schema lets through. */
export function parsePrincipal(text: string): Principal {
  const [kind, ...rest] = text.split('/');
  const name = rest.pop() ?? '';
  if (kind === 'sso') return { kind, text, permissionSet: name };
  const path = rest.length === 0 ? '/' : `/${rest.join('/')}/`;
  return { kind: kind === 'user' ? 'user' : 'role', text, path, name, pattern: /[*?]/.test(path + name) };
}
