import type * as covers from '../../../src/access/covers';
import type { AtomSet, Scope } from '../../../src/access/covers';
import { ACTIONS, CONDITIONS, type Edge, PRINCIPALS, RESOURCES } from './edges';

export const TRUST: Scope = { kind: 'trust', ownerAccountId: '111122223333' };
export const IDENTITY: Scope = { kind: 'identity' };

type Relation = Pick<typeof covers, 'atomsOf' | 'isCovered'>;

/** The one statement of a policy. */
export function atomsIn({ atomsOf }: Pick<Relation, 'atomsOf'>, statement: object, { kind }: Scope): AtomSet {
  const text = JSON.stringify({ Version: '2012-10-17', Statement: statement });
  const read = atomsOf({ name: 'policy', text }, kind);
  if (!Array.isArray(read)) throw new Error(read.reason);
  return read[0] as AtomSet;
}

export interface EdgeCase {
  element: 'Principal' | 'Action' | 'Resource' | 'Condition';
  row: string;
  wide: unknown;
  narrow: unknown;
  is: boolean;
}

export const EDGE_CASES: readonly EdgeCase[] = [
  ...casesOf('Principal', PRINCIPALS),
  ...casesOf('Action', ACTIONS),
  ...casesOf('Resource', RESOURCES),
  ...casesOf('Condition', CONDITIONS),
];

function casesOf(element: EdgeCase['element'], edges: readonly Edge[]): EdgeCase[] {
  return edges.flatMap(({ row, wide, covered, uncovered }) => [
    ...covered.map((narrow) => ({ element, row, wide, narrow, is: true })),
    ...uncovered.map((narrow) => ({ element, row, wide, narrow, is: false })),
  ]);
}

export function answerOf(relation: Relation, { element, wide, narrow }: EdgeCase): boolean {
  const isTrust = element === 'Principal' || element === 'Condition';
  const scope = isTrust ? TRUST : IDENTITY;
  const base = isTrust
    ? { Effect: 'Allow', Principal: { AWS: '222233334444' }, Action: 'sts:AssumeRole' }
    : { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
  const [inner, outer] = [narrow, wide].map((value) =>
    atomsIn(relation, { ...base, [element]: value }, scope),
  );
  return relation.isCovered(inner as AtomSet, outer as AtomSet, scope);
}
