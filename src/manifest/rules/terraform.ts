import type { Draft } from '../draft';
import { choice, plural, suggestion } from '../labels';
import type { ManifestPath } from '../types';
import type { Finding, StageRule } from './rule';
import { stacksOf } from './stacks';

interface BackendNeeds {
  /** Settings (dotted) that must be there. */
  required: string[];
  /** One of these must be there. */
  oneOf?: string[];
  /** Settings that tell the states of stacks apart: one must hold {stack}. */
  perStack: string[];
}

/** https://developer.hashicorp.com/terraform/language/backend; what is not here is passed through as it is. */
const backends: Record<string, BackendNeeds> = {
  local: { required: [], perStack: ['path'] },
  s3: { required: ['bucket', 'key'], perStack: ['key'] },
  cloud: {
    required: ['organization', 'workspaces'],
    oneOf: ['workspaces.name', 'workspaces.tags'],
    perStack: ['workspaces.name', 'workspaces.tags'],
  },
  remote: {
    required: ['organization', 'workspaces'],
    oneOf: ['workspaces.name', 'workspaces.prefix'],
    perStack: ['workspaces.name', 'workspaces.prefix'],
  },
  azurerm: { required: ['storage_account_name', 'container_name', 'key'], perStack: ['key'] },
  gcs: { required: ['bucket'], perStack: ['prefix'] },
  consul: { required: ['path'], perStack: ['path'] },
  http: { required: ['address'], perStack: ['address'] },
  pg: { required: [], perStack: ['schema_name'] },
  kubernetes: { required: ['secret_suffix'], perStack: ['secret_suffix'] },
};

/** Those without needs that are known here: https://developer.hashicorp.com/terraform/language/backend */
const otherBackends = ['cos', 'oci', 'oss'];

const isKnown = (type: string) => Object.hasOwn(backends, type) || otherBackends.includes(type);

/** The state lies outside of the output folder from here on: Terraform starts in OUTDIR/stacks/NAME. */
const outside = /^(?:[/~]|[A-Za-z]:|(?:\.\/)*(?:\.\.\/){3})/;

/** How to hand over what must not stand in a file, for the settings of the well-known backends. */
const ways: Record<string, string> = {
  access_key: 'Set AWS_ACCESS_KEY_ID, or use a profile or assume_role.',
  secret_key: 'Set AWS_SECRET_ACCESS_KEY, or use a profile or assume_role.',
  token: 'Set TF_TOKEN_app_terraform_io or run `terraform login` (HCP Terraform); AWS_SESSION_TOKEN for s3.',
  password: 'Set TF_HTTP_PASSWORD or PGPASSWORD.',
  conn_str: 'Set PG_CONN_STR.',
  sas_token: 'Set ARM_SAS_TOKEN.',
  client_secret: 'Set ARM_CLIENT_SECRET.',
};

const secretKey =
  /(?:^|_)(?:secret|secrets|password|passwd|token|access_key|secret_key|private_key|api_key|conn_str|encryption_key|customer_key)$/;

/** Access keys of AWS, and private keys of anything. */
const secretValue = /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|PRIVATE KEY-|"private_key"/;

const settingAt = (backend: object, dotted: string): unknown =>
  dotted
    .split('.')
    .reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], backend);

const at = (dotted: string): ManifestPath => ['terraform', 'backend', ...dotted.split('.')];

function* secretsIn(value: unknown, path: ManifestPath): Generator<ManifestPath> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    const inside = [...path, Array.isArray(value) ? Number(key) : key];
    const secret = secretKey.test(key.toLowerCase()) || (typeof item === 'string' && secretValue.test(item));
    if (secret && item !== undefined) yield inside;
    else yield* secretsIn(item, inside);
  }
}

/** Rules on the backend and the tags. */
export const terraformRules: StageRule<'meaning'>[] = [
  {
    code: 'TD601',
    stage: 'meaning',
    severity: 'error',
    title: 'backend that lacks a setting',
    meaning: 'Terraform would ask for it at init, or refuse; a pipeline cannot answer.',
    *check({ raw }) {
      const backend = raw.terraform?.backend;
      const needs = backends[backend?.type ?? ''];
      if (!backend || !needs) return;
      const missing = needs.required.filter((name) => settingAt(backend, name) === undefined);
      for (const name of missing) yield lacking(backend.type!, name);
      if (missing.length === 0 && needs.oneOf?.every((name) => settingAt(backend, name) === undefined))
        yield lacking(backend.type!, needs.oneOf.join(' or '));
    },
  },
  {
    code: 'TD602',
    stage: 'meaning',
    severity: 'error',
    title: 'one state for several stacks',
    meaning:
      'Every stack has a state of its own. Without {stack} in its key or workspace, they overwrite each other.',
    *check(draft) {
      const backend = draft.raw.terraform?.backend;
      const stacks = stacksOf(draft);
      if (backend?.type === undefined || stacks.size < 2 || !isKnown(backend.type)) return;
      const { perStack } = backends[backend.type ?? ''] ?? { perStack: Object.keys(backend) };
      const given = perStack.filter((name) => settingAt(backend, name) !== undefined);
      // The local backend without a path has one for each stack; others that lack a setting have a rule for that.
      if (given.length === 0 && (backend.type === 'local' || !['gcs', 'pg'].includes(backend.type ?? '')))
        return;
      if (given.some((name) => JSON.stringify(settingAt(backend, name)).includes('{stack}'))) return;
      yield {
        at: at(given.length === 1 || backends[backend.type ?? ''] ? (given[0] ?? 'type') : 'type'),
        message: `${plural(stacks.size, 'stack')} would share one state: ${without(perStack.filter((name) => name !== 'type'))} holds {stack}.`,
        fix: `Put {stack} into it, such as ${backend.type === 's3' ? '"tendlc/{stack}.tfstate"' : '"tendlc-{stack}"'}.`,
      };
    },
  },
  {
    code: 'TD617',
    stage: 'meaning',
    severity: 'warning',
    title: 'backend that Terraform does not have',
    meaning:
      'Terraform refuses a backend that it does not know at init; a newer release may have more of them.',
    *check({ raw }) {
      const type = raw.terraform?.backend?.type;
      if (type === undefined || isKnown(type)) return;
      const known = [...Object.keys(backends), ...otherBackends];
      const meant = suggestion(type, known);
      yield {
        at: at('type'),
        message: `Terraform has no backend "${type}".${meant ? ` Did you mean "${meant}"?` : ''}`,
        fix: `Use ${choice(meant ? [meant] : known)}.`,
      };
    },
  },
  {
    code: 'TD618',
    stage: 'meaning',
    severity: 'warning',
    title: 'state in the generated folder',
    meaning:
      'Terraform reads a relative path from the folder of the stack (cdktf.out/stacks/NAME): whoever removes cdktf.out removes the state.',
    *check({ raw }) {
      const backend: Record<string, unknown> | undefined = raw.terraform?.backend;
      const path = backend?.type === 'local' ? backend.path : undefined;
      if (typeof path !== 'string' || outside.test(path)) return;
      yield {
        at: at('path'),
        message: `The state would lie below cdktf.out: "${path}" is relative to the folder of the stack.`,
        fix: 'Write an absolute path, or one that begins with ../../../; without path it is ../../../terraform.{stack}.tfstate.',
      };
    },
  },
  {
    code: 'TD604',
    stage: 'meaning',
    severity: 'error',
    title: 'secret in the backend',
    meaning: 'The backend block is written to cdktf.out and to .terraform, in plain text.',
    *check({ raw }) {
      for (const path of secretsIn(raw.terraform?.backend, ['terraform', 'backend'])) {
        const name = String(path.at(-1));
        yield {
          at: path,
          part: 'key',
          message: `${name} looks like a secret; the backend block is written out in plain text.`,
          fix:
            ways[name] ??
            'Pass it in the environment, or by `terraform init -backend-config=FILE` with a file that is not committed.',
        };
      }
    },
  },
  {
    code: 'TD610',
    stage: 'meaning',
    severity: 'error',
    title: 'tag that IAM refuses',
    meaning:
      'Tags of IAM: at most 50, keys of 1 to 128 characters that differ in more than case and do not begin with aws:, values of at most 256. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html',
    *check({ raw }) {
      const tags = Object.entries(raw.terraform?.tags ?? {});
      const seen = new Map<string, string>();
      for (const [index, [key, value]] of tags.entries()) {
        // A Terraform expression has a rule of its own.
        if (/[$%]\{/.test(key + value)) continue;
        const path = ['terraform', 'tags', key];
        const first = seen.get(key.toLowerCase());
        seen.set(key.toLowerCase(), first ?? key);
        const problem = tagProblem(key, value ?? '') ?? (first && `it differs from "${first}" in case only`);
        const tooMany =
          index >= mostTags ? `it is number ${index + 1}; a role has ${mostTags} at most` : undefined;
        const reason = problem ?? tooMany;
        if (reason)
          yield {
            at: path,
            part: 'key',
            message: `IAM refuses the tag "${key.slice(0, 60)}": ${reason}.`,
            fix: 'Change or remove it.',
          };
      }
    },
  },
  {
    code: 'TD614',
    stage: 'meaning',
    severity: 'error',
    title: 'workspace name that HCP Terraform refuses',
    meaning: 'Workspace names are letters, digits, hyphens and underscores, 90 at most.',
    *check(draft) {
      const backend = draft.raw.terraform?.backend;
      if (backend?.type !== 'cloud' && backend?.type !== 'remote') return;
      for (const key of ['workspaces.name', 'workspaces.prefix']) {
        const pattern = settingAt(backend, key);
        if (typeof pattern !== 'string') continue;
        const name = longestName(draft, pattern);
        if (/^[\w-]{1,90}$/.test(name)) continue;
        yield {
          at: at(key),
          message: `HCP Terraform refuses the workspace name "${name.slice(0, 100)}" (${plural(name.length, 'character')}).`,
          fix: 'Use letters, digits, hyphens and underscores, 90 at most; {stack} is the only placeholder.',
        };
      }
    },
  },
];

const mostTags = 50;

function tagProblem(key: string, value: string): string | undefined {
  const characters = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
  if (/^aws:/i.test(key)) return 'keys that begin with aws: are reserved';
  if (key.length < 1 || key.length > 128) return `its key has ${key.length} characters; 1 to 128 are allowed`;
  if (value.length > 256) return `its value has ${value.length} characters; 256 are allowed`;
  if (!characters.test(key) || !characters.test(value))
    return 'letters, digits, blanks and _.:/=+-@ are allowed';
  return undefined;
}

function without(settings: string[]): string {
  return settings.length === 0 ? 'no setting' : `no ${choice(settings)}`;
}

function longestName(draft: Draft, pattern: string): string {
  const longest = [...stacksOf(draft).keys()].reduce((left, right) =>
    right.length > left.length ? right : left,
  );
  return pattern.replaceAll('{stack}', longest);
}

function lacking(type: string, what: string): Finding {
  return {
    id: what,
    at: ['terraform', 'backend', 'type'],
    message: `The backend ${type} needs ${what}.`,
    fix: `Add ${what}; https://developer.hashicorp.com/terraform/language/${type === 'cloud' ? 'terraform#terraform-cloud' : `backend/${type}`} describes it.`,
  };
}
