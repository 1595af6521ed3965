import { isScalar, isMap as isYamlMap } from 'yaml';
import { manifestSchema, type RawManifest, type RawSecondary, secondarySchema } from '../schema';
import type { Found, ParsedDocument } from '../source';
import { follow, toValue } from '../source';
import type { ManifestPath } from '../types';
import { dropInvalid } from './drop-invalid';
import { findInterpolations, type Interpolation } from './interpolations';
import { type Issue, toIssues } from './issues';
import { mergeDefaults, replacedAsAWhole } from './merge';
import { withMisread } from './misread';
import { expand } from './placeholders';
import { type IsRejected, rejectedBy, withoutFollowUps } from './schema-rejections';
import { stringsOf } from './strings';

/** Anything may be missing: it was not written, or it was refused and taken out. */
type Loose<T> = T extends readonly (infer Item)[]
  ? (Loose<Item> | undefined)[]
  : T extends object
    ? { [Key in keyof T]?: Loose<T[Key]> }
    : T;

export interface DraftSecondary {
  key: string;
  /** `['secondaries', key]` */
  path: ManifestPath;
  /** Defaults merged, placeholders replaced. */
  value: Loose<RawSecondary>;
}

/** The manifest with whatever of it is well formed: what the rules on meaning judge. */
export interface Draft {
  raw: Loose<RawManifest>;
  secondaries: DraftSecondary[];
  issues: Issue[];
  /** Strings that Terraform would evaluate. */
  interpolations: Interpolation[];
  /** Something was written there that the schema refuses: it is not absent, and that has been said. */
  rejected: IsRejected;
  /** Nothing was refused, so that "defined and never used" can be said. */
  complete: boolean;
  /** `inherited`: found in `defaults`, not in the secondary that the path names. */
  locate(path: ManifestPath): Found & { inherited?: boolean };
}

export function createDraft(parsed: ParsedDocument): Draft {
  const raw = toValue(parsed.document.contents, parsed);
  const strings = stringsOf(raw);
  const structure = structureOf(raw).map((issue) => withSource(parsed, issue));
  const issues = withoutFollowUps(withMisread(structure, strings, raw));
  const interpolations = findInterpolations(strings);
  // Judged before anything is taken out: an issue carries its value.
  dropInvalid(raw, issues);
  const loose = (
    isMap(raw) && !issues.some((issue) => issue.path.length === 0) ? raw : {}
  ) as Loose<RawManifest>;
  const secondaries = Object.entries(loose.secondaries ?? {}).map(([key, value]) =>
    draftSecondary(key, isMap(value) ? value : {}, loose.defaults ?? {}, issues),
  );
  return {
    raw: loose,
    secondaries,
    issues,
    interpolations,
    rejected: rejectedBy(issues),
    complete: issues.length === 0,
    locate: (path) => locate(parsed, path),
  };
}

/** What the schema refuses. Zod collects issues by spreading them: hundreds of thousands exhaust the stack. */
function structureOf(raw: unknown): Issue[] {
  try {
    const result = manifestSchema.safeParse(raw);
    return result.success ? [] : toIssues(result.error.issues, raw);
  } catch (error) {
    if ((error as Error | undefined)?.name !== 'RangeError') throw error;
    const expects = 'a map with fewer mistakes than can be counted';
    return [{ kind: 'size', path: ['secondaries'], expects, value: undefined, candidates: [] }];
  }
}

function draftSecondary(key: string, own: object, defaults: object, issues: Issue[]): DraftSecondary {
  const path = ['secondaries', key];
  const merged = mergeDefaults({ ...defaults }, { ...own }) as Loose<RawSecondary>;
  const value = expand(merged, { account: key, accountId: merged.accountId });
  // What a placeholder has become may break a pattern that what was written did not.
  if (value !== merged) {
    const result = secondarySchema.safeParse(value);
    if (!result.success) {
      const expanded = toIssues(result.error.issues, value).filter((issue) => issue.kind !== 'missing');
      issues.push(...expanded.map((issue) => ({ ...issue, path: [...path, ...issue.path] })));
      const copy = structuredClone(value);
      dropInvalid(copy, expanded);
      return { key, path, value: copy };
    }
  }
  return { key, path, value };
}

function withSource(parsed: ParsedDocument, issue: Issue): Issue {
  if (typeof issue.value === 'object') return issue;
  const { node, depth } = follow(parsed, issue.path);
  return depth === issue.path.length && isScalar(node) ? { ...issue, source: node.source } : issue;
}

/** Where a value was written: in the secondary itself, else in `defaults`; the nearest enclosing value where nowhere. */
function locate(parsed: ParsedDocument, path: ManifestPath): Found & { inherited?: boolean } {
  const own = follow(parsed, path);
  if (own.depth === path.length || path[0] !== 'secondaries' || path.length < 3) return own;
  const inside = path.slice(2);
  if (own.depth > 2 && (replacedAsAWhole.includes(String(inside[0])) || !isYamlMap(own.node))) return own;
  const inherited = follow(parsed, ['defaults', ...inside]);
  return inherited.depth + 1 > own.depth ? { ...inherited, inherited: true } : own;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
