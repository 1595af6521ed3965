import type { Draft } from '../draft';
import { stringsOf } from '../draft/strings';
import { type BackendNeeds, backends } from '../facts/backends';
import { choice, pathText, plural, show, suggestion } from '../labels';
import { profileExpects, profilePattern } from '../schema/text';
import type { ManifestPath } from '../types';
import type { Finding, StageRule } from './rule';
import { secretRule } from './secrets';
import { stacksOf } from './stacks';

const settingAt = (backend: object, dotted: string): unknown =>
  dotted
    .split('.')
    .reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], backend);

const at = (dotted: string): ManifestPath => ['terraform', 'backend', ...dotted.split('.')];

const needsOf = (type: string | undefined): BackendNeeds | undefined =>
  type !== undefined && Object.hasOwn(backends, type) ? backends[type] : undefined;

/** The state lies outside of the output folder from here on: Terraform starts in OUTDIR/stacks/NAME. */
const outside = /^(?:[/~]|[A-Za-z]:|(?:\.\/)*(?:\.\.\/){3})/;

/** Rules on the backend and the tags. */
export const terraformRules: StageRule<'meaning'>[] = [
  {
    code: 'TD601',
    stage: 'meaning',
    severity: 'error',
    title: 'backend that lacks a setting',
    meaning: 'Terraform would prompt for the setting at init, or fail. A pipeline cannot answer a prompt.',
    *check({ raw, rejected }) {
      const backend = raw.terraform?.backend;
      const needs = needsOf(backend?.type);
      if (!backend || !needs) return;
      for (const name of lackedBy(backend, backend.type!))
        if (!rejected(at(name))) yield lacking(backend.type!, name);
    },
  },
  {
    code: 'TD602',
    stage: 'meaning',
    severity: 'error',
    title: 'one state for several stacks',
    meaning:
      'Every stack needs its own state. Without {stack} in the key or workspace, the stacks overwrite each other.',
    *check(draft) {
      const backend = draft.raw.terraform?.backend;
      const stacks = stacksOf(draft);
      const needs = needsOf(backend?.type);
      if (!backend || !needs || stacks.size < 2) return;
      const perStack = needs.perStack ?? Object.keys(backend);
      const given = perStack.filter((name) => settingAt(backend, name) !== undefined);
      // The local backend without a path has one for each stack; others that lack a setting have a rule for that.
      if (
        needs.perStack &&
        given.length === 0 &&
        (backend.type === 'local' || !['gcs', 'pg'].includes(backend.type ?? ''))
      )
        return;
      if (given.some((name) => JSON.stringify(settingAt(backend, name)).includes('{stack}'))) return;
      yield {
        at: at(given.length === 1 || needs.perStack ? (given[0] ?? 'type') : 'type'),
        message: `${plural(stacks.size, 'stack')} would share one state: ${without(perStack.filter((name) => name !== 'type'))} holds {stack}.`,
        fix: `Put {stack} into it, such as ${backend.type === 's3' ? '"tendlc/{stack}.tfstate"' : '"tendlc-{stack}"'}.`,
      };
    },
  },
  {
    code: 'TD617',
    stage: 'meaning',
    severity: 'error',
    title: 'backend that neither Terraform nor OpenTofu has',
    meaning:
      'terraform init fails on it, in the pipeline. Backends that Terraform has removed (artifactory, etcd, manta, swift) are among them.',
    *check({ raw }) {
      const backend = raw.terraform?.backend;
      if (backend?.type === undefined || needsOf(backend.type)) return;
      const meant = suggestion(backend.type, Object.keys(backends));
      const missing = meant === undefined ? [] : lackedBy(backend, meant);
      yield {
        at: at('type'),
        message: `Neither Terraform nor OpenTofu has a backend ${show(backend.type)}.${meant ? ` Did you mean "${meant}"?` : ''}`,
        fix:
          meant === undefined
            ? `It may be ${choice(Object.keys(backends))}.`
            : missing.length === 0
              ? `Use "${meant}".`
              : `If it is ${meant}, add ${missing.join(', ')} as well.`,
      };
    },
  },
  {
    code: 'TD619',
    stage: 'meaning',
    severity: 'error',
    title: 'workspaces chosen in two ways',
    meaning: 'Terraform selects workspaces by name or by tags (cloud) or prefix (remote), never by both.',
    *check({ raw }) {
      const backend = raw.terraform?.backend;
      const both = (needsOf(backend?.type)?.oneOf ?? []).filter(
        (name) => backend && settingAt(backend, name) !== undefined,
      );
      const [first, second] = both;
      if (first === undefined || second === undefined) return;
      yield {
        at: at(second),
        part: 'key',
        message: `The backend ${backend?.type} has both ${first} and ${second}; Terraform takes one.`,
        fix: `Remove ${second} if each stack has a workspace of its name; else remove ${first}.`,
        related: [{ at: at(first), part: 'key', message: 'the other way' }],
      };
    },
  },
  {
    code: 'TD620',
    stage: 'meaning',
    severity: 'error',
    title: 'unknown placeholder in the backend',
    meaning:
      'Only {stack} is replaced in the backend, since a stack can hold several accounts. Other words in braces would stay in the key unchanged, and HCP Terraform rejects braces in workspace names.',
    *check({ raw }) {
      for (const { path, text } of stringsOf(raw.terraform?.backend)) {
        // Other rules report Terraform expressions and the content of a key file.
        const wrong = [...text.matchAll(/(?<![$%])\{([\w .-]*)\}/g)].find(([, name]) => name !== 'stack');
        if (!wrong) continue;
        yield {
          at: ['terraform', 'backend', ...path],
          message: `${wrong[0]} is not replaced in ${pathText(['terraform', 'backend', ...path])}: only {stack} is.`,
          fix: 'Use {stack}, the name of the stack, or write the value itself.',
        };
      }
    },
  },
  {
    code: 'TD621',
    stage: 'meaning',
    severity: 'error',
    title: 'host name, organization or profile of the backend',
    meaning:
      'These become parts of shell lines and of configuration files, so their characters are those that DNS, HCP Terraform and AWS profiles have.',
    *check({ raw }) {
      const backend: Record<string, unknown> = raw.terraform?.backend ?? {};
      for (const [name, { form, expects }] of Object.entries(namedSettings)) {
        const value = backend[name];
        if (value === undefined || (typeof value === 'string' && form.test(value))) continue;
        yield {
          at: at(name),
          message: `${name} of the backend is ${show(value)}; it must be ${expects}.`,
          fix: 'Correct it.',
        };
      }
    },
  },
  {
    code: 'TD618',
    stage: 'meaning',
    severity: 'warning',
    title: 'state in the generated folder',
    meaning:
      'Terraform reads a relative path from the folder of the stack (cdktf.out/stacks/NAME): removing cdktf.out removes the state.',
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
  secretRule,
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
        // TD110 reports Terraform expressions.
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

const label = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';

/** Settings that leave Terraform's files: `tendlc` prints them, and tools read them. */
const namedSettings: Record<string, { form: RegExp; expects: string }> = {
  hostname: {
    form: new RegExp(`^${label}(?:\\.${label})*\\.?(?::\\d{1,5})?$`),
    expects: 'a host name, such as app.terraform.io',
  },
  organization: {
    form: /^[A-Za-z0-9][A-Za-z0-9_-]*$/,
    expects: 'the name of an organization: letters, digits, hyphens and underscores',
  },
  profile: { form: profilePattern, expects: profileExpects },
};

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

/** The required settings that a backend of that type lacks. */
function lackedBy(backend: object, type: string): string[] {
  const { required = [], oneOf } = needsOf(type) ?? {};
  const missing = required.filter((name) => settingAt(backend, name) === undefined);
  if (missing.length > 0 || !oneOf?.every((name) => settingAt(backend, name) === undefined)) return missing;
  return [oneOf.join(' or ')];
}

function lacking(type: string, what: string): Finding {
  return {
    id: what,
    at: ['terraform', 'backend', 'type'],
    message: `The backend ${type} needs ${what}.`,
    fix: `Add ${what}; https://developer.hashicorp.com/terraform/language/${type === 'cloud' ? 'terraform#terraform-cloud' : `backend/${type}`} describes it.`,
  };
}
