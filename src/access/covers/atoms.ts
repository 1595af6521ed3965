import { isObject, type JsonObject, listOf, readDocument } from '../../iam/json';
import { conditionLines } from './conditions';
import { NO_PRINCIPAL, principalTerms } from './principals';
import { actionTerms, resourceTerms, THIS_ROLE, unreadableTerm } from './terms';
import type { AtomSet, Effect, Scope, SourceDocument, UnreadDocument } from './types';

const DOCUMENT_ELEMENTS = new Set(['Version', 'Id', 'Statement']);
const STATEMENT_ELEMENTS = new Set(
  'Sid Effect Principal NotPrincipal Action NotAction Resource NotResource Condition'.split(' '),
);
/** Policy variables are literal text before 2012-10-17, which a policy without Version is. */
const VARIABLES: Record<string, boolean> = { '2008-10-17': false, '2012-10-17': true };

/**
 * The statements of a document as sets of atoms, or why it cannot be read. Nothing is left out: what a statement has
 * that cannot be compared by its parts stays in it as an unreadable term, line or statement.
 */
export function atomsOf({ name, text }: SourceDocument, kind: Scope['kind']): AtomSet[] | UnreadDocument {
  const unread = (reason: string): UnreadDocument => ({ policy: name, reason, text });
  if (text === '') return unread('its text is not known');
  const read = readDocument(text);
  if ('problem' in read) return unread(read.problem);
  if (depthOf(text) > MAX_DEPTH) return unread(`it is nested more than ${MAX_DEPTH} levels deep`);
  const { Version: version = '2008-10-17', Statement: statements } = read.value;
  const unknown = Object.keys(read.value).find((key) => !DOCUMENT_ELEMENTS.has(key));
  if (unknown !== undefined) return unread(`it has the element ${unknown}`);
  if (typeof version !== 'string' || !Object.hasOwn(VARIABLES, version))
    return unread('its version is unknown');
  if (!Array.isArray(statements) && !isObject(statements)) return unread('it has no Statement');
  return listOf(statements).map((statement, index) =>
    isObject(statement)
      ? readStatement(name, statement, index + 1, kind, VARIABLES[version] === true)
      : unreadableStatement(name, statement, index + 1),
  );
}

/** IAM's grammar needs six levels. A deeper text would overflow the stack of whatever writes it. */
const MAX_DEPTH = 50;

/** How deep a valid JSON text is nested. */
function depthOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [token] of json.matchAll(/"(?:[^"\\]+|\\.)*"|[{}[\]]/g)) {
    if (token === '{' || token === '[') deepest = Math.max(deepest, ++depth);
    else if (token === '}' || token === ']') depth--;
  }
  return deepest;
}

function readStatement(
  policy: string,
  source: JsonObject,
  position: number,
  kind: Scope['kind'],
  variables: boolean,
): AtomSet {
  const effect: Effect = source.Effect === 'Allow' || source.Effect === 'Deny' ? source.Effect : 'unknown';
  const isTrust = kind === 'trust';
  const named = source.Principal !== undefined || source.NotPrincipal !== undefined;
  const located = source.Resource !== undefined || source.NotResource !== undefined;
  const foreign = Object.keys(source).find((element) => !STATEMENT_ELEMENTS.has(element));
  const unreadable =
    (effect === 'unknown' ? 'its Effect is neither Allow nor Deny' : undefined) ??
    (foreign === undefined ? undefined : `it has the element ${foreign}`) ??
    (!isTrust && named ? 'it has a Principal, which an identity policy cannot have' : undefined) ??
    (isTrust && !named ? 'it has no Principal' : undefined);
  const atoms = {
    effect,
    policy,
    statement: typeof source.Sid === 'string' && source.Sid !== '' ? source.Sid : `#${position}`,
    principals: named ? principalTerms(source.Principal, source.NotPrincipal) : [NO_PRINCIPAL],
    actions: actionTerms(source.Action, source.NotAction),
    resources:
      isTrust && !located ? [THIS_ROLE] : resourceTerms(source.Resource, source.NotResource, variables),
    conditions: conditionLines(source.Condition, variables),
  };
  if (unreadable === undefined) return { ...atoms, same: meaning(atoms) };
  const { Sid: _, ...rest } = source;
  return { ...atoms, same: `unreadable ${JSON.stringify([variables, rest])}`, unreadable };
}

function unreadableStatement(policy: string, source: unknown, position: number): AtomSet {
  const term = unreadableTerm(source);
  return {
    effect: 'unknown',
    policy,
    statement: `#${position}`,
    principals: [{ kind: 'unreadable', key: term.key, written: term.written }],
    actions: [term],
    resources: [term],
    conditions: [],
    same: term.key,
    unreadable: 'it is not an object',
  };
}

/** Equal for two statements that differ only in order, repeats, Sid or the case of actions and keys. */
function meaning(atoms: Omit<AtomSet, 'same'>): string {
  const keys = (terms: readonly { key: string }[]): string[] =>
    [...new Set(terms.map(({ key }) => key))].sort();
  return JSON.stringify([
    atoms.effect,
    keys(atoms.principals),
    keys(atoms.actions),
    keys(atoms.resources),
    [...new Set(atoms.conditions.map(({ same }) => same))].sort(),
  ]);
}
