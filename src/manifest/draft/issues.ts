import { z } from 'zod';
import { keysAt, schemasAt } from '../schema/keys';
import type { ManifestPath } from '../types';

type IssueKind =
  | 'unknown-key'
  | 'missing'
  | 'empty'
  | 'type'
  | 'choice'
  | 'pattern'
  | 'size'
  | 'key-name'
  /** A key or a text holds an invisible character. */
  | 'invisible-key'
  | 'invisible'
  /** `{account}` without quotes. */
  | 'placeholder-map';

/** One disagreement with the schema, in the manifest's words. */
export interface Issue {
  kind: IssueKind;
  path: ManifestPath;
  /** Ends "must be …". */
  expects: string;
  /** What stands there. */
  value: unknown;
  /** Keys that exist at this place (`unknown-key`) or values that may stand there (`choice`). */
  candidates: string[];
  /** A scalar as it was written, before YAML made a number or a boolean of it. */
  source?: string;
}

type ZodIssue = z.core.$ZodIssue;

const names: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a map',
  record: 'a map',
  array: 'a list',
};

/** Zod's issues, with unions resolved to the branch that was meant, one issue for each unknown key. */
export function toIssues(issues: readonly ZodIssue[], value: unknown, base: ManifestPath = []): Issue[] {
  return issues.flatMap((issue) => toIssue(issue, value, [...base, ...(issue.path as (string | number)[])]));
}

function toIssue(issue: ZodIssue, root: unknown, path: ManifestPath): Issue[] {
  const value = valueAt(root, path);
  const one = (kind: IssueKind, expects: string, candidates: string[] = []): Issue[] => [
    { kind, path, expects, value, candidates },
  ];
  if (issue.code === 'unrecognized_keys') {
    const present = Object.keys((value ?? {}) as object);
    const candidates = keysAt(path).filter((key) => !present.includes(key));
    return issue.keys.map((key) => ({
      kind: 'unknown-key',
      path: [...path, key],
      expects: '',
      value: valueAt(root, [...path, key]),
      candidates,
    }));
  }
  if (value === undefined) return one('missing', expectation(issue));
  if (value === null) return one('empty', expectation(issue));
  if (issue.code === 'invalid_union') {
    const branch = issue.errors.find(isMeant);
    return branch ? toIssues(branch as ZodIssue[], root, path) : one('type', issue.message);
  }
  if (issue.code === 'invalid_value') return one('choice', expectation(issue), issue.values.map(String));
  if (issue.code === 'invalid_format') return one('pattern', issue.message);
  // Zod does not look at the value of a key that it refuses.
  if (issue.code === 'invalid_key')
    return [...one('key-name', issue.issues[0]?.message ?? issue.message), ...issuesOfValue(root, path)];
  if (issue.code === 'too_small' || issue.code === 'too_big')
    return one(isEmpty(value) ? 'empty' : 'size', bound(issue));
  if (issue.code === 'custom') return one('empty', issue.message);
  return one('type', expectation(issue));
}

function issuesOfValue(root: unknown, path: ManifestPath): Issue[] {
  const [schema] = schemasAt(path);
  const result = schema && z.safeParse(schema, valueAt(root, path));
  return result?.error ? toIssues(result.error.issues, root, path) : [];
}

/** The branch of a union whose type the value has: what it says is wrong inside is what to say. */
function isMeant(errors: readonly ZodIssue[]): boolean {
  return !errors.some(
    ({ path, code }) => path.length === 0 && (code === 'invalid_type' || code === 'invalid_value'),
  );
}

function expectation(issue: ZodIssue): string {
  if (issue.code === 'invalid_type') return names[issue.expected] ?? issue.expected;
  if (issue.code === 'invalid_value') return issue.values.map((value) => JSON.stringify(value)).join(' or ');
  return issue.message;
}

function bound(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  if (issue.code === 'too_small') {
    if (issue.origin === 'string' || issue.origin === 'array') return issue.message;
    return issue.inclusive ? `${issue.minimum} or more` : `more than ${issue.minimum}`;
  }
  const unit = issue.origin === 'string' ? ' characters' : '';
  return `${issue.maximum}${unit} at most`;
}

function isEmpty(value: unknown): boolean {
  return value === '' || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
}

function valueAt(root: unknown, path: ManifestPath): unknown {
  let value = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}
