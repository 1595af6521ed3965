import { atomsOf } from './atoms';
import { conditionsContradict, conditionsImply, negateLine } from './conditions';
import { indexStatements, type StatementIndex, uncoveredAtoms } from './cover';
import { principalsDisjoint } from './principals';
import { actionRelations, listsDisjoint, resourceRelations, shownTerms } from './terms';
import type {
  AtomSet,
  Comparison,
  Scope,
  SourceDocument,
  Uncovered,
  UnknownDocument,
  UnreadDocument,
} from './types';

/**
 * Whether the documents found allow exactly what the implied ones allow. Several documents of one side count as one:
 * a principal's policies. The claim, per direction: every Allow is covered by one Allow of the other side, and every
 * Deny of the other side is covered by a Deny, or hits none of the Allows. Three empty lists are a proof that both
 * sides allow the same requests. What is listed is not covered, which does not prove that somebody gains or loses.
 */
export function compareDocuments(
  implied: readonly SourceDocument[],
  found: readonly SourceDocument[],
  scope: Scope,
): Comparison {
  if (sameTexts(implied, found)) return { gains: [], losses: [], unknown: [] };
  const [wanted, had] = [readSide(implied, scope), readSide(found, scope)];
  return {
    gains: exceeding(had, wanted, scope, ['found', 'implied']),
    losses: exceeding(wanted, had, scope, ['implied', 'found']),
    unknown: [...unknownDocuments('found', had, wanted), ...unknownDocuments('implied', wanted, had)],
  };
}

/** An empty text is not known, so it equals nothing. */
function sameTexts(left: readonly SourceDocument[], right: readonly SourceDocument[]): boolean {
  const texts = (documents: readonly SourceDocument[]): string =>
    JSON.stringify([...new Set(documents.map(({ text }) => text))].sort());
  return !left.some(({ text }) => text === '') && texts(left) === texts(right);
}

interface Side {
  /** A statement whose effect is unknown stands in both. */
  allows: AtomSet[];
  denies: AtomSet[];
  unread: UnreadDocument[];
}

function readSide(documents: readonly SourceDocument[], { kind }: Scope): Side {
  const read = documents.map((document) => atomsOf(document, kind));
  const statements = read.flatMap((result) => (Array.isArray(result) ? result : []));
  return {
    allows: statements.filter(({ effect }) => effect !== 'Deny'),
    denies: statements.filter(({ effect }) => effect !== 'Allow'),
    unread: read.flatMap((result) => (Array.isArray(result) ? [] : [result])),
  };
}

/** A document that cannot be read, unless the other side has the same one. */
function unknownDocuments(side: UnknownDocument['side'], { unread }: Side, other: Side): UnknownDocument[] {
  const texts = new Set(other.unread.map(({ text }) => text));
  return unread
    .filter(({ text }) => text === '' || !texts.has(text))
    .map(({ policy, reason }) => ({ side, policy, reason }));
}

/** What `more` allows beyond `less`: its Allows that nothing covers, and Denies of `less` that it lacks. */
function exceeding(
  more: Side,
  less: Side,
  scope: Scope,
  [ofMore, ofLess]: [Uncovered['side'], Uncovered['side']],
): Uncovered[] {
  const denies = indexStatements(more.denies);
  const allows = more.allows.flatMap((allow) => effectiveAtoms(allow, denies, scope));
  const wanted = indexStatements(less.allows);
  const missing = less.denies
    .flatMap((deny) => uncoveredAtoms(deny, denies, scope))
    .filter((deny) => allows.some((allow) => !isDisjoint(deny, allow)));
  return [
    ...allows
      .flatMap((allow) => uncoveredAtoms(allow, wanted, scope))
      .map((atoms) => describe(ofMore, atoms)),
    ...missing.map((atoms) => describe(ofLess, atoms)),
  ];
}

/**
 * The atoms of an Allow that the Denies of its own side leave, with the conditions that these add: a Deny of everything
 * outside an organization makes an Allow one for members of it.
 */
function effectiveAtoms(allow: AtomSet, denies: StatementIndex, scope: Scope): AtomSet[] {
  if (allow.unreadable !== undefined || denies.statements.length === 0) return [allow];
  return uncoveredAtoms({ ...allow, effect: 'Deny' }, denies, scope).map((left) => ({
    ...left,
    effect: allow.effect,
    conditions: [...left.conditions, ...denies.statements.flatMap((deny) => addedBy(deny, left, scope))],
  }));
}

/** A Deny that applies to all of the atoms if one line of it holds: then that line does not hold for what is allowed. */
function addedBy(deny: AtomSet, allow: AtomSet, scope: Scope): AtomSet['conditions'] {
  if (deny.unreadable !== undefined) return [];
  const open = deny.conditions.filter((line) => !conditionsImply(allow.conditions, [line]));
  const negated = open.length === 1 && open[0] !== undefined ? negateLine(open[0]) : undefined;
  if (negated === undefined) return [];
  const whole = indexStatements([{ ...deny, conditions: [] }]);
  return uncoveredAtoms({ ...allow, effect: 'Deny' }, whole, scope).length === 0 ? [negated] : [];
}

/** No request matches both statements. True is a proof. */
export function isDisjoint(left: AtomSet, right: AtomSet): boolean {
  if (left.unreadable !== undefined || right.unreadable !== undefined) return false;
  return (
    listsDisjoint(left.actions, right.actions, actionRelations) ||
    listsDisjoint(left.resources, right.resources, resourceRelations) ||
    left.principals.every((one) => right.principals.every((other) => principalsDisjoint(one, other))) ||
    conditionsContradict(left.conditions, right.conditions)
  );
}

function describe(side: Uncovered['side'], atoms: AtomSet): Uncovered {
  const { policy, statement, effect, unreadable } = atoms;
  return {
    side,
    policy,
    statement,
    effect,
    principals: atoms.principals.map(({ written }) => written).filter((written) => written !== ''),
    actions: shownTerms(atoms.actions),
    resources: shownTerms(atoms.resources),
    conditions: atoms.conditions.map(({ operator, key, values }) => ({ operator, key, values })),
    ...(unreadable !== undefined && { unreadable }),
    atoms,
  };
}
