import { readFileSync } from 'node:fs';
import { type Evaluator, readCorpus, runCase } from '../corpus';
import { FIXTURE, type OracleVerdicts } from '../differential/fixture';
import { generate } from '../differential/generate';
import { decideCase } from '../differential/verdict';
import { LIMITS } from '../limits';

/** How many recorded verdicts are compared with a mutant's, after the corpus. */
const REPLAYED = 3000;

const corpus = readCorpus();
const fixture = JSON.parse(readFileSync(FIXTURE, 'utf8')) as OracleVerdicts;
const exceptions = new Map(fixture.disagreements.map(([seed, ours]) => [seed, ours]));
const cases = Array.from({ length: REPLAYED }, (_, seed) => ({
  made: generate(seed),
  letter: exceptions.get(seed) ?? fixture.verdicts[seed],
}));

/** The first case that an evaluator gets wrong, of those with which `npm test` tests the real one. */
export function firstFailure(evaluator: Evaluator): string | undefined {
  for (const {
    file,
    corpus: { defaults, cases: given },
  } of corpus) {
    for (const one of given) {
      const { expected, received } = runCase(defaults ?? {}, one, evaluator);
      if (JSON.stringify(expected) !== JSON.stringify(received)) return `${file}: ${one.name}`;
    }
  }
  for (const { check } of LIMITS) {
    const wrong = check(evaluator);
    if (wrong !== undefined) return wrong;
  }
  const seed = cases.findIndex(({ made, letter }) => decideCase(made, evaluator) !== letter);
  return seed < 0 ? undefined : `random case ${seed}`;
}
