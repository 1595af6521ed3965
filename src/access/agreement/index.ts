import type { Manifest } from '../../manifest/types';
import {
  compareDocuments,
  hitsSensitive,
  type SensitiveRequests,
  type Uncovered,
  type UnknownDocument,
} from '../covers';
import type { IamModel } from '../iam-model';
import { type AccessCheck, type AccessProblem, disagrees } from '../model';
import { type DocumentPair, documentPairs } from './document-pairs';
import { uncoveredText } from './labels';

/** A caller that the evaluator found to be allowed although the manifest does not say so. */
interface FoundCaller {
  accountId: string;
  principal: string;
}

/** Why it is not proven that the stacks allow what the manifest says, and no more. */
export interface Disagreement extends AccessProblem {
  code: 'opens-more' | 'takes-away' | 'unknown-value';
  /** Absent for a document that could not be read. */
  uncovered?: Uncovered;
  /** Examples only: an empty list does not mean that every caller is denied. */
  callers: readonly FoundCaller[];
}

/**
 * Compares every document with the one that the manifest implies. Empty is a proof that the documents allow the same
 * requests. `cells` give examples of who is allowed more.
 */
export function disagreements(
  manifest: Manifest,
  model: IamModel,
  cells: readonly AccessCheck[],
): Disagreement[] {
  const { pairs, sensitive } = documentPairs(manifest, model);
  const excess = excessCallers(cells);
  return pairs.flatMap((pair) => {
    const { gains, losses, unknown } = compareDocuments(pair.implied, pair.found, pair.scope);
    const everything = pair.counts === 'everything';
    const opened = everything ? gains : gains.filter((gain) => isSensitive(gain, pair, sensitive));
    const taken = everything || pair.implied.length > 0 ? losses : [];
    const callers = pair.scope.kind === 'trust' ? (excess.get(pair.of) ?? []) : [];
    return [
      ...opened.map((uncovered) => disagreement('opens-more', pair, uncovered, callers)),
      ...taken.map((uncovered) => disagreement('takes-away', pair, uncovered, [])),
      ...unknown.map((document) => unknownDocument(pair, document)),
    ];
  });
}

/** A Deny that is missing counts if what it denied is sensitive. */
function isSensitive(
  gain: Uncovered,
  { scope, accountId }: DocumentPair,
  sensitive: SensitiveRequests[],
): boolean {
  return scope.kind === 'trust' || hitsSensitive(gain.atoms, sensitive, accountId).length > 0;
}

/** By the ARN of the role that they may assume. */
function excessCallers(cells: readonly AccessCheck[]): Map<string, FoundCaller[]> {
  const callers = new Map<string, Map<string, FoundCaller>>();
  for (const cell of cells) {
    if (!disagrees(cell) || cell.expected !== 'denied' || cell.verdict !== 'allowed') continue;
    const { role, accountId, principal } = cell;
    const known = callers.get(role) ?? new Map<string, FoundCaller>();
    callers.set(role, known.set(`${accountId} ${principal}`, { accountId, principal }));
  }
  return new Map([...callers].map(([role, found]) => [role, [...found.values()]]));
}

function disagreement(
  code: 'opens-more' | 'takes-away',
  { stack, address, scope }: DocumentPair,
  uncovered: Uncovered,
  callers: readonly FoundCaller[],
): Disagreement {
  const what = uncoveredText(uncovered);
  const detail =
    code === 'opens-more'
      ? openedText(uncovered, what, scope.kind === 'trust', callers)
      : takenText(uncovered, what);
  return { code, stack, address, uncovered, callers, detail };
}

function openedText(
  { side }: Uncovered,
  what: string,
  isTrust: boolean,
  [caller]: readonly FoundCaller[],
): string {
  const who = caller
    ? `for example ${caller.principal} of account ${caller.accountId} may`
    : 'somebody not in the manifest may';
  const cause =
    side === 'found' ? 'allows more than the manifest implies' : 'lacks a Deny that the manifest implies';
  return `${cause}: ${what}${isTrust ? `; ${who}` : ''}`;
}

function takenText({ side }: Uncovered, what: string): string {
  const cause =
    side === 'found' ? 'denies what the manifest allows' : 'does not allow all that the manifest implies';
  return `${cause}: ${what}`;
}

function unknownDocument(
  { stack, address }: DocumentPair,
  { policy, reason }: UnknownDocument,
): Disagreement {
  const detail = `${policy} cannot be compared with the manifest: ${reason}`;
  return { code: 'unknown-value', stack, address, callers: [], detail };
}
