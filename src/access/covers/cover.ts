import { conditionsImply } from './conditions';
import { coveredKeys, coversKeys } from './principals';
import { actionRelations, isBroad, resourceRelations, type TermRelations } from './terms';
import type { AtomSet, PrincipalTerm, Scope, Term } from './types';

/** Statements in a form in which those that cover an atom are found without comparing it with each. */
export interface StatementIndex {
  statements: readonly AtomSet[];
  same: ReadonlySet<string>;
  principals: ReadonlyMap<string, readonly number[]>;
  actions: TermIndex;
  resources: TermIndex;
}

interface TermIndex {
  relations: TermRelations;
  byKey: ReadonlyMap<string, readonly number[]>;
  /** Patterns, each once, with the statements that have it. */
  patterns: readonly { term: Term; statements: readonly number[] }[];
}

export function indexStatements(statements: readonly AtomSet[]): StatementIndex {
  return {
    statements,
    same: new Set(statements.map(({ same }) => same)),
    principals: positionsByKey(statements, ({ principals }) => principals.flatMap(coversKeys)),
    actions: indexTerms(statements, ({ actions }) => actions, actionRelations),
    resources: indexTerms(statements, ({ resources }) => resources, resourceRelations),
  };
}

function positionsByKey(
  statements: readonly AtomSet[],
  keysOf: (statement: AtomSet) => readonly string[],
): Map<string, number[]> {
  const positions = new Map<string, number[]>();
  statements.forEach((statement, position) => {
    for (const key of new Set(keysOf(statement))) {
      const known = positions.get(key);
      if (known) known.push(position);
      else positions.set(key, [position]);
    }
  });
  return positions;
}

function indexTerms(
  statements: readonly AtomSet[],
  termsOf: (statement: AtomSet) => readonly Term[],
  relations: TermRelations,
): TermIndex {
  const byKey = positionsByKey(statements, (statement) => termsOf(statement).map(({ key }) => key));
  const broad = new Map(
    statements
      .flatMap(termsOf)
      .filter(isBroad)
      .map((term) => [term.key, term]),
  );
  const patterns = [...broad].map(([key, term]) => ({ term, statements: byKey.get(key) ?? [] }));
  return { relations, byKey, patterns };
}

/** Terms that the same statements cover. */
interface Group<T> {
  terms: T[];
  statements: ReadonlySet<number>;
}

function groupBySignature<T>(
  terms: readonly T[],
  statementsOf: (term: T) => ReadonlySet<number>,
): Group<T>[] {
  const groups = new Map<string, Group<T>>();
  for (const term of terms) {
    const statements = statementsOf(term);
    const signature = [...statements].sort((a, b) => a - b).join();
    const group = groups.get(signature);
    if (group) group.terms.push(term);
    else groups.set(signature, { terms: [term], statements });
  }
  return [...groups.values()];
}

function coveringPrincipal(
  term: PrincipalTerm,
  set: AtomSet,
  index: StatementIndex,
  scope: Scope,
): Set<number> {
  return new Set(coveredKeys(term, scope, set.effect).flatMap((key) => index.principals.get(key) ?? []));
}

function coveringTerm(term: Term, { byKey, patterns, relations }: TermIndex): Set<number> {
  const wider = patterns.filter((pattern) => relations.contains(pattern.term, term));
  return new Set([...(byKey.get(term.key) ?? []), ...wider.flatMap(({ statements }) => statements)]);
}

/**
 * The atoms of `set` that no single statement of `index` covers, as sets that have them together. The statements of the
 * index must have the effect of `set`, or the one to compare it with. Empty is a proof that all are covered.
 */
export function uncoveredAtoms(set: AtomSet, index: StatementIndex, scope: Scope): AtomSet[] {
  if (index.same.has(set.same)) return [];
  if (set.unreadable !== undefined || index.statements.length === 0) return [set];
  const principals = groupBySignature(set.principals, (term) => coveringPrincipal(term, set, index, scope));
  const actions = groupBySignature(set.actions, (term) => coveringTerm(term, index.actions));
  const resources = groupBySignature(set.resources, (term) => coveringTerm(term, index.resources));
  const accepted = new Map<number, boolean>();
  const accepts = (position: number): boolean => {
    const known = accepted.get(position);
    if (known !== undefined) return known;
    const { conditions, unreadable } = index.statements[position] as AtomSet;
    const result = unreadable === undefined && conditionsImply(set.conditions, conditions);
    accepted.set(position, result);
    return result;
  };
  return principals.flatMap((ofPrincipals) =>
    actions.flatMap((ofActions) =>
      resources.flatMap((ofResources) => {
        const covered = [...ofPrincipals.statements].some(
          (position) =>
            ofActions.statements.has(position) && ofResources.statements.has(position) && accepts(position),
        );
        const parts = {
          principals: ofPrincipals.terms,
          actions: ofActions.terms,
          resources: ofResources.terms,
        };
        return covered ? [] : [{ ...set, ...parts }];
      }),
    ),
  );
}

/** Whether one statement covers all atoms of another one. True is a proof. */
export function isCovered(narrow: AtomSet, wide: AtomSet, scope: Scope): boolean {
  return narrow.effect === wide.effect && uncoveredAtoms(narrow, indexStatements([wide]), scope).length === 0;
}
