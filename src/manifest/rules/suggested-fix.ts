import { z } from 'zod';
import type { Issue } from '../draft';
import { keysAt, schemasAt } from '../schema/keys';
import type { ManifestPath } from '../types';

/** What people write instead: with blanks, hyphens and brackets, in capitals, without a prefix. */
const attempts: ((text: string) => string)[] = [
  (text) => text,
  (text) => text.trim(),
  (text) => text.trim().normalize('NFKC'),
  (text) => text.trim().toLowerCase(),
  (text) => text.replace(/^[\s"'“”„‘’]+|[\s"'“”‘’]+$/g, ''),
  digits,
  (text) => digits(text).replace(/^(?:00|\+?)1?(?=[2-9]\d{9}$)/, '+1'),
  (text) =>
    text
      .trim()
      .toLowerCase()
      .replace(/[\s_]+/g, '-'),
  (text) => text.trim().replace(/[^\w-]+/g, '-'),
  (text) => `phone-${text.trim().toLowerCase()}`,
  (text) => `pool-${text.trim().toLowerCase()}`,
  (text) => `o-${text.trim().toLowerCase()}`,
  (text) => text.replace(/^.*[:/](?=(?:phone|pool)-[0-9a-f]{32}$)/, ''),
  (text) => `/${text.trim().replace(/^\/+|\/+$/g, '')}/`,
  (text) => text.replace(/^\/(?=(?:role|user)\/)/, ''),
  (text) => text.replace(/^(?:roles?|users?)(?=\/)/i, (kind) => kind.toLowerCase().replace(/s$/, '')),
];

/** An account ID or a phone number, as people group its digits. */
function digits(text: string): string {
  return /^[\d\s_.()+-]*$/.test(text) ? text.replace(/[\s_.()-]/g, '') : text;
}

const letters = (text: string) => text.normalize('NFKC').match(/[\p{L}\p{N}]/gu)?.length ?? 0;

/** A fix may change how a text is written, not lose a part of it (but zeros in front, and the s of "roles"). */
function keepsWhatItSays(text: string, candidate: string): boolean {
  const said = letters(text.replace(/^0+/, ''));
  return said > 0 && (letters(candidate) >= said - 1 || text.endsWith(candidate));
}

/** What the schema would take at this place, nearest to what stands there. */
export function nearest(path: ManifestPath, text: string): string | undefined {
  const schemas = schemasAt(path);
  return attempts
    .map((attempt) => attempt(text))
    .filter((candidate) => keepsWhatItSays(text, candidate))
    .find((candidate) => schemas.some((schema) => z.safeParse(schema, candidate).success));
}

/** Common other forms of a principal; said only where the text is none. */
const principals: [RegExp, string][] = [
  [/^account$/, 'Write "principals: account", without brackets.'],
  [
    /(?:^|:)group\//,
    'List the users (user/PATH/NAME, or a pattern such as user/team/*), and the group in assumePolicy.groups.',
  ],
  [/permissionSet\//i, 'Name the permission set: sso/NAME.'],
  [/^sso\/.*[*?]/, 'Name each permission set; only role/ and user/ take patterns.'],
  [/\.amazonaws\.com$/, 'Name the role that the service runs as: role/PATH/NAME.'],
];

/** The fix of a text that has not the required form. */
export function suggestedFix({ path, value }: Issue): string | undefined {
  const text = String(value);
  if (path.at(-2) === 'principals') {
    const known = principals.find(([form]) => form.test(text));
    if (known) return known[1];
  }
  const better = nearest(path, text);
  if (better !== undefined) return `Write ${/^[\w./-]*[a-z/]$/i.test(better) ? better : `"${better}"`}.`;
  if (path.at(-2) === 'principals' && /^[\w+=,.@-]+$/.test(text))
    return `Write role/${text}, user/${text} or sso/${text}: what it is is a part of it.`;
  return undefined;
}

/** The fix of a key of a map of names. */
export function renamed({ path }: Issue): string {
  const key = String(path.at(-1)).normalize('NFD').replace(/\p{M}/gu, '');
  const secondary = path[0] === 'secondaries';
  const plain = key.replace(/[^\w-]+/g, '-').replace(/^-+|-+$/g, '');
  const better = secondary ? plain.toLowerCase().replaceAll('_', '-') : plain;
  const fits = secondary ? /^[a-z][a-z0-9-]{0,31}$/.test(better) : /^[\w-]{1,64}$/.test(better);
  const rename = fits && !keysAt([]).includes(better) ? `Rename it, to ${better} for example` : 'Rename it';
  return secondary ? `${rename}; the name for people goes into title.` : `${rename}.`;
}
