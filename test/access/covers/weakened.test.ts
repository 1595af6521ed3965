import { decideCase } from '../../iam/differential/verdict';
import { answerOf, EDGE_CASES } from './edge-cases';
import { searchCounterexamples } from './soundness';
import { loadWeakened, WEAKENINGS } from './weakened';

test.each(WEAKENINGS.filter(({ foundBy }) => foundBy === 'search'))(
  'the random search finds a relation in which $what',
  (weakening) => {
    const { compareDocuments } = loadWeakened(weakening);
    const range = { from: 0, count: 4000, stopAt: 1 };
    expect(searchCounterexamples(range, decideCase, compareDocuments).counterexamples).not.toEqual([]);
  },
);

test.each(WEAKENINGS.filter(({ foundBy }) => foundBy === 'edges'))(
  'the tables find a relation in which $what',
  (weakening) => {
    const relation = loadWeakened(weakening);
    expect(EDGE_CASES.filter((edge) => answerOf(relation, edge) && !edge.is)).not.toEqual([]);
  },
);
