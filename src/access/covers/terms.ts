import { ANY, hasWildcard, type Pattern, wildcardPattern } from '../../iam/glob';
import { listOf } from '../../iam/json';
import { crossesNothing, isForbidden } from '../../iam/resource';
import { completeArn, patternSegments } from '../../iam/values/arn';
import { globContains, globsOverlap } from './globs';
import type { PatternTerm, Term } from './types';

/** As the evaluator reads it (`src/iam/action.ts`). */
const ACTION = /^(?:\*|[A-Za-z0-9-]+:[A-Za-z0-9*?]+)$/;

/** Names of actions are compared without regard to case. */
function actionTerm(value: unknown): Term {
  if (typeof value !== 'string' || !ACTION.test(value)) return unreadableTerm(value);
  const key = value.toLowerCase();
  return { kind: 'pattern', key, written: value, pattern: wildcardPattern(key) };
}

/** `variables`: the policy's version knows policy variables. */
function resourceTerm(value: unknown, variables: boolean): Term {
  if (typeof value !== 'string' || (value !== '*' && !value.startsWith('arn:'))) return unreadableTerm(value);
  if (variables && value.includes('${')) return unreadableTerm(value);
  const whole = value === '*' ? value : completeArn(value);
  const term = { kind: 'pattern', key: whole, written: value, pattern: wildcardPattern(whole) } as const;
  return whole === value ? term : { ...term, key: value, alternative: wildcardPattern(value) };
}

export function unreadableTerm(value: unknown): Term {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  return { kind: 'unreadable', key: `unreadable ${text}`, written: text };
}

/** The entries of an element, or its `Not…` form as one term: only all of its entries together mean something. */
function elementTerms(
  plain: unknown,
  negated: unknown,
  name: string,
  termOf: (value: unknown) => Term,
): Term[] {
  if (plain !== undefined && negated !== undefined)
    return [unreadableTerm({ [name]: plain, [`Not${name}`]: negated })];
  const terms = listOf(plain ?? negated).map(termOf);
  if (terms.length === 0 || (plain === undefined && negated === undefined))
    return [unreadableTerm(plain ?? negated)];
  if (plain !== undefined) return terms;
  const written = `Not${name} ${terms.map((term) => term.written).join(', ')}`;
  const key = `not ${JSON.stringify(terms.map((term) => term.key).sort())}`;
  if (!terms.every((term) => term.kind === 'pattern')) return [{ kind: 'unreadable', key, written }];
  return [{ kind: 'not', key, written, terms }];
}

export function actionTerms(plain: unknown, negated: unknown): Term[] {
  return elementTerms(plain, negated, 'Action', actionTerm);
}

export function resourceTerms(plain: unknown, negated: unknown, variables: boolean): Term[] {
  return elementTerms(plain, negated, 'Resource', (value) => resourceTerm(value, variables));
}

/** A trust policy has no Resource: it is about its role. */
export const THIS_ROLE: Term = { kind: 'pattern', key: '*', written: '', pattern: [ANY] };

type PatternRelation = (wide: PatternTerm, narrow: PatternTerm) => boolean;

function actionPatternContains(wide: PatternTerm, narrow: PatternTerm): boolean {
  return globContains(wide.pattern, narrow.pattern);
}

/**
 * What a wildcard of a Resource may cross is partly undocumented (`compilePattern` in `src/iam/resource.ts`), so this
 * must hold if it crosses colons, and if it does not. A pattern that AWS forbids contains only itself.
 */
function resourcePatternContains(wide: PatternTerm, narrow: PatternTerm): boolean {
  const all = [narrow.pattern, ...alternativesOf(narrow)];
  if (!all.every((pattern) => globContains(wide.pattern, pattern))) return false;
  const fields = patternSegments(wide.pattern);
  if (fields === undefined) return wide.key === '*';
  if (isForbidden(fields)) return false;
  if (crossesNothing(wide.pattern)) return true;
  const narrowFields = patternSegments(narrow.pattern);
  return (
    narrowFields !== undefined &&
    fields.every((field, index) => globContains(field, narrowFields[index] as Pattern))
  );
}

/** As written, an incomplete ARN without a wildcard matches no resource. */
function alternativesOf({ alternative }: PatternTerm): Pattern[] {
  return alternative !== undefined && hasWildcard(alternative) ? [alternative] : [];
}

function contains(wide: Term, narrow: Term, patternContains: PatternRelation): boolean {
  if (wide.key === narrow.key) return true;
  if (wide.kind !== 'pattern') return false;
  if (wide.key === '*') return true;
  return narrow.kind === 'pattern' && patternContains(wide, narrow);
}

/** No text matches both. */
function disjoint(left: Term, right: Term, patternContains: PatternRelation): boolean {
  if (left.kind === 'not') return right.kind === 'pattern' && isExcluded(right, left.terms, patternContains);
  if (right.kind === 'not') return left.kind === 'pattern' && isExcluded(left, right.terms, patternContains);
  if (left.kind !== 'pattern' || right.kind !== 'pattern') return false;
  const lefts = [left.pattern, ...alternativesOf(left)];
  const rights = [right.pattern, ...alternativesOf(right)];
  return lefts.every((one) => rights.every((other) => !globsOverlap(one, other)));
}

function isExcluded(term: PatternTerm, excluded: PatternTerm[], patternContains: PatternRelation): boolean {
  return excluded.some((other) => contains(other, term, patternContains));
}

/** Whether a term stands for more than its own text. */
export function isBroad(term: Term): boolean {
  return term.kind === 'pattern' && (term.alternative !== undefined || hasWildcard(term.pattern));
}

/** The relations of one element: `contains` and `disjoint` are proofs if true. */
export interface TermRelations {
  contains(wide: Term, narrow: Term): boolean;
  disjoint(left: Term, right: Term): boolean;
}

function relations(patternContains: PatternRelation): TermRelations {
  return {
    contains: (wide, narrow) => contains(wide, narrow, patternContains),
    disjoint: (left, right) => disjoint(left, right, patternContains),
  };
}

export const actionRelations = relations(actionPatternContains);
export const resourceRelations = relations(resourcePatternContains);

/** Two lists that have no text in common. Plain texts are looked up, the rest is compared by pairs. */
export function listsDisjoint(
  left: readonly Term[],
  right: readonly Term[],
  { disjoint }: TermRelations,
): boolean {
  const texts = new Set(right.flatMap((term) => (isBroad(term) ? [] : [term.key])));
  const broad = right.filter((term) => isBroad(term) || term.kind !== 'pattern');
  return left.every((term) => {
    if (term.kind !== 'pattern' || isBroad(term)) return right.every((other) => disjoint(term, other));
    return !texts.has(term.key) && broad.every((other) => disjoint(term, other));
  });
}

export function shownTerms(terms: readonly Term[]): string[] {
  return terms.map(({ written }) => written).filter((written) => written !== '');
}
