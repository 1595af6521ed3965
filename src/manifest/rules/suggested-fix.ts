import { closest, distance } from 'fastest-levenshtein';
import { z } from 'zod';
import type { Issue } from '../draft';
import { smsRegions } from '../facts/regions';
import { keysAt, schemasAt } from '../schema/keys';
import type { ManifestPath } from '../types';

type Attempt = (text: string) => string;

const lowerCase: Attempt = (text) => text.trim().toLowerCase();
const hyphens: Attempt = (text) =>
  text
    .trim()
    .replace(/[^\w-]+/g, '-')
    .replace(/^-+|-+$/g, '');
const slashes: Attempt = (text) => `/${text.trim().replace(/^\/+|\/+$/g, '')}/`;
const lastPart: Attempt = (text) => text.replace(/^.*[:/](?=(?:phone|pool)-[0-9a-f]{32}$)/, '');
const usNumber: Attempt = (text) => digits(text).replace(/^(?:00|\+?)1?(?=[2-9]\d{9}$)/, '+1');
const prefixed =
  (prefix: string, form: RegExp): Attempt =>
  (text) =>
    form.test(lowerCase(text)) ? prefix + lowerCase(text) : text;

/** What people write instead of any text: blanks and quotes around it, wide letters, half a placeholder. */
const common: readonly Attempt[] = [
  (text) => text,
  (text) => text.trim(),
  (text) => text.trim().normalize('NFKC'),
  (text) => text.replace(/^[\s"'“”„‘’]+|[\s"'“”‘’]+$/g, ''),
  (text) => text.replace(/\{(account(?:Id)?)(?![\w}])/g, '{$1}'),
  (text) => text.replace(/(?<![\w{])(account(?:Id)?)\}/g, '{$1}'),
];

const principal: readonly Attempt[] = [
  (text) => text.replace(/^\/(?=(?:role|user)\/)/, ''),
  (text) => text.replace(/^(?:roles?|users?)(?=\/)/i, (kind) => kind.toLowerCase().replace(/s$/, '')),
];

/** What people write instead of a certain value, by its key; by the key of its list for an element. */
const byKey: Readonly<Record<string, readonly Attempt[]>> = {
  accountId: [digits],
  phoneNumber: [digits, usNumber],
  destination: [digits, usNumber],
  phoneNumberId: [lowerCase, prefixed('phone-', /^[0-9a-f]{32}$/), lastPart],
  poolId: [lowerCase, prefixed('pool-', /^[0-9a-f]{32}$/), lastPart],
  organizationId: [lowerCase, prefixed('o-', /^[a-z0-9]{10,32}$/)],
  pinpointApplicationId: [lowerCase],
  region: [lowerCase, (text) => lowerCase(text).replace(/[\s_]+/g, '-')],
  mediaBucket: [
    (text) =>
      text
        .trim()
        .replace(/^(?:arn:[a-z-]+:s3:::|s3:\/\/)/, '')
        .replace(/\/.*$/, ''),
    lowerCase,
  ],
  name: [lowerCase, (text) => hyphens(lowerCase(text)), hyphens],
  roleName: [hyphens],
  externalId: [hyphens],
  current: [hyphens],
  previous: [hyphens],
  path: [slashes],
  rolePath: [slashes],
  stack: [hyphens],
  principals: principal,
};

/** An account ID or a phone number, as people group its digits. */
function digits(text: string): string {
  return /^[\d\s_.()+-]*$/.test(text) ? text.replace(/[\s_.()-]/g, '') : text;
}

const letters = (text: string) => text.normalize('NFKC').match(/[\p{L}\p{N}]/gu)?.length ?? 0;
const placeholders = (text: string) =>
  (text.match(/\{[^{}]*\}?|\}/g) ?? []).map((one) => one.replace(/[{}]/g, ''));

/** A fix may change how a text is written. It keeps its letters, except zeros in front and the s of "roles". */
function keepsWhatItSays(text: string, candidate: string): boolean {
  const said = letters(text.replace(/^0+/, ''));
  if (placeholders(text).length > 0 && !/\{account(?:Id)?\}/.test(candidate)) return false;
  return said > 0 && (letters(candidate) >= said - 1 || text.includes(candidate));
}

/** The key of a value; of a list's element, the key of the list. */
function keyOf(path: ManifestPath): string {
  const last = path.at(-1);
  return String(typeof last === 'number' ? path.at(-2) : last);
}

/** What the schema accepts at this place, nearest to a text that it refuses there. */
export function nearest(path: ManifestPath, text: string): string | undefined {
  const schemas = schemasAt(path);
  const key = keyOf(path);
  return [...common, ...(byKey[key] ?? [])]
    .map((attempt) => attempt(text))
    .filter((candidate) => keepsWhatItSays(text, candidate))
    .filter((candidate) => key !== 'region' || smsRegions.includes(candidate))
    .find((candidate) => schemas.some((schema) => z.safeParse(schema, candidate).success));
}

/** What the schema says a text must be at this place: "the name of an S3 bucket". */
export function expectedAt(path: ManifestPath, value: unknown): string | undefined {
  for (const schema of schemasAt(path)) {
    const [issue] = z.safeParse(schema, value).error?.issues ?? [];
    if (issue && issue.code === 'invalid_format') return issue.message;
    if (issue?.code === 'too_small') return `${issue.minimum} or more`;
    if (issue?.code === 'too_big') return `${issue.maximum} or less`;
  }
  return undefined;
}

/** The Region that is nearest, if only one is. */
function nearestRegion(text: string): string | undefined {
  const wanted = lowerCase(text);
  const best = closest(wanted, smsRegions);
  const far = distance(wanted, best);
  if (far > 2 || smsRegions.filter((region) => distance(wanted, region) === far).length > 1) return undefined;
  return best;
}

/** Common other forms of a principal, with what to write instead. */
const otherPrincipals: [RegExp, string][] = [
  [/^account$/, 'Replace the list with the one word account, without brackets: principals: account.'],
  [
    /(?:^|:)group\//,
    'List the users (user/PATH/NAME, or a pattern such as user/team/*), and the group in assumePolicy.groups.',
  ],
  [/permissionSet\//i, 'Name the permission set: sso/NAME.'],
  [/^sso\/.*[*?]/, 'Name each permission set: only role/ and user/ take patterns.'],
  [/\.amazonaws\.com$/, 'Name the role that the service runs as: role/PATH/NAME.'],
  [
    /:(?:oidc|saml)-provider\/|^system:serviceaccount:/,
    'Name the role that callers assume through the identity provider: role/PATH/NAME.',
  ],
  [
    /:(?:federated-user|instance-profile)\//,
    'Name the role or the user behind it: role/PATH/NAME or user/PATH/NAME.',
  ],
];

/** The same for `verify.trustedPrincipals`, which are ARNs. */
const otherTrusted: [RegExp, string][] = [
  [/(?:^|:)group\//, 'Name a role or a user: a group is not a principal of IAM.'],
  [
    /permissionSet\/|^sso\//i,
    'Name the role of the permission set: arn:aws:iam::ACCOUNT:role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_NAME_*.',
  ],
  [/\.amazonaws\.com$/, 'Name the role that the service runs as: arn:aws:iam::ACCOUNT:role/NAME.'],
  [
    /:(?:oidc|saml)-provider\/|^system:serviceaccount:/,
    'Name the role that the pipeline assumes through the identity provider: arn:aws:iam::ACCOUNT:role/NAME.',
  ],
  [
    /:(?:federated-user|instance-profile)\//,
    'Name the role or the user behind it: arn:aws:iam::ACCOUNT:role/NAME.',
  ],
  [/^(?:role|user)\//, 'Write the whole ARN: the account can be any. arn:aws:iam::ACCOUNT:role/NAME.'],
];

function otherForm(list: unknown, text: string): string | undefined {
  const forms = list === 'principals' ? otherPrincipals : list === 'trustedPrincipals' ? otherTrusted : [];
  return forms.find(([form]) => form.test(text))?.[1];
}

const isPlainYaml = (text: string) =>
  /^[\w./-]*[a-z/]$/i.test(text) && !/^(?:true|false|null|yes|no|on|off|[\d.+-].*)$/i.test(text);

/** The fix of a text that does not have the required form. */
export function suggestedFix({ path, value }: Issue): string | undefined {
  const text = String(value);
  const other = otherForm(path.at(-2), text);
  if (other) return other;
  const better = nearest(path, text) ?? (keyOf(path) === 'region' ? nearestRegion(text) : undefined);
  if (better !== undefined) return `Write ${isPlainYaml(better) ? better : `"${better}"`}.`;
  if (path.at(-2) === 'principals' && /^[\w+=,.@-]+$/.test(text))
    return `Write role/${text}, user/${text} or sso/${text}: the prefix is required.`;
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
  return secondary ? `${rename}. The name for people goes into title.` : `${rename}.`;
}
