import { backends } from '../facts/backends';
import type { ManifestPath } from '../types';
import type { StageRule } from './rule';

/** How to pass what a file must not hold, for the settings of the well-known backends. */
const ways: Record<string, string> = {
  access_key: 'Set AWS_ACCESS_KEY_ID, or use a profile or assume_role.',
  secret_key: 'Set AWS_SECRET_ACCESS_KEY, or use a profile or assume_role.',
  token: 'Set TF_TOKEN_app_terraform_io or run `terraform login` (HCP Terraform); AWS_SESSION_TOKEN for s3.',
  password: 'Set TF_HTTP_PASSWORD or PGPASSWORD.',
  conn_str: 'Set PG_CONN_STR.',
  sas_token: 'Set ARM_SAS_TOKEN.',
  client_secret: 'Set ARM_CLIENT_SECRET.',
  credentials: 'Set GOOGLE_BACKEND_CREDENTIALS, or name the path of a key file.',
  access_token: 'Set GOOGLE_OAUTH_ACCESS_TOKEN (gcs) or CONSUL_HTTP_TOKEN (consul).',
  encryption_key: 'Set GOOGLE_ENCRYPTION_KEY.',
  sse_customer_key: 'Set AWS_SSE_CUSTOMER_KEY.',
  http_auth: 'Set CONSUL_HTTP_AUTH.',
  address: 'Leave user, password and tokens out of the URL: set TF_HTTP_USERNAME and TF_HTTP_PASSWORD.',
  lock_address: 'Leave user, password and tokens out of the URL: set TF_HTTP_USERNAME and TF_HTTP_PASSWORD.',
  unlock_address:
    'Leave user, password and tokens out of the URL: set TF_HTTP_USERNAME and TF_HTTP_PASSWORD.',
};

const anyWay =
  'Pass it in the environment, or by `terraform init -backend-config=FILE` with a file outside the repository.';

/** The last words of a setting or of an HTTP header whose value is a secret. */
const secretName =
  /(?:^|[_-])(?:secrets?|password|passwd|passphrase|tokens?|access[_-]?key(?:[_-]id)?|(?:secret|private|api|client|account|encryption|customer|shared)[_-]?key(?:[_-]pem)?|authorization|auth|cookie|credential|credentials|signature)$/i;

/** Names that end like a secret and are a file's path, a switch, an ID or an address. */
const harmlessName = /(?:^|[_-])(?:kms|file|path|url|uri|endpoint|use|skip|enable)(?:[_-]|$)/i;

const secretValues: readonly RegExp[] = [
  // Access keys of AWS, private keys of anything, tokens of GitHub, GitLab, HCP Terraform, Vault, Slack, Google.
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
  /PRIVATE KEY-|"private_key(?:_id)?"/,
  /\b(?:gh[pousr]_\w{20}|github_pat_\w{20}|glpat-[\w-]{16}|hv[sb]\.[\w-]{20}|xox[abpr]-\w|ya29\.\w|AIza[\w-]{30})/,
  /\.atlasv1\./,
  /^(?:Bearer|Basic|Token)\s+\S/i,
  // A user, or a user and a password, in front of the host of a URL.
  /\b[a-z][a-z0-9+.-]*:\/\/[^/?#\s]*@/i,
  /[?&;](?:[\w-]*(?:token|password|passwd|pwd|secret|api[_-]?key|access[_-]?key|signature|credential)|sig|key|auth|code)=[^&\s]/i,
  // `libpq`'s form of a connection.
  /\bpassword\s*=\s*\S/i,
];

/** A key file's content; its path is not a secret. */
const isKeyFile = (text: string) => /[{\n]/.test(text);

function isSecret(type: string, key: string, value: unknown): boolean {
  const text = typeof value === 'string' ? value : undefined;
  if (value === undefined || value === null || value === '' || typeof value === 'boolean') return false;
  if (text !== undefined && secretValues.some((form) => form.test(text))) return true;
  if (key === 'credentials' && text !== undefined) return isKeyFile(text);
  if (backends[type]?.secret?.includes(key)) return true;
  return secretName.test(key) && !harmlessName.test(key);
}

function* secretsIn(type: string, value: unknown, path: ManifestPath): Generator<ManifestPath> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    const inside = [...path, Array.isArray(value) ? Number(key) : key];
    if (isSecret(type, key, item)) yield inside;
    else yield* secretsIn(type, item, inside);
  }
}

export const SECRET_CODE = 'TD604';

export const secretRule: StageRule<'meaning'> = {
  code: SECRET_CODE,
  stage: 'meaning',
  severity: 'error',
  title: 'secret in the backend',
  meaning:
    'Terraform writes the backend block to cdktf.out and to .terraform in plain text. Passwords hide in URLs, headers and key files as well.',
  *check({ raw }) {
    const backend = raw.terraform?.backend;
    for (const path of secretsIn(backend?.type ?? '', backend, ['terraform', 'backend'])) {
      const name = path.slice(2).join('.');
      yield {
        at: path,
        part: 'key',
        message: `${name} holds what looks like a secret, and the backend block is written in plain text.`,
        fix: ways[String(path.at(-1))] ?? anyWay,
      };
    }
  },
};
