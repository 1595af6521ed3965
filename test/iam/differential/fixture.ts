import { createHash } from 'node:crypto';
import { generate, type RandomCase } from './generate';

/** Verdicts of the oracle on the cases of the first seeds, as `npm run test:oracle` wrote them. */
export interface OracleVerdicts {
  oracle: string;
  /** Of the cases: a changed generator needs a new run. */
  sha256: string;
  /** The oracle's letter for seed 0, 1, 2… */
  verdicts: string;
  /** Seed, our letter, and the disagreement that settles it. */
  disagreements: [number, string, string][];
}

export const FIXTURE = 'test/corpus/iam/oracle-verdicts.json';
export const RECORDED = 20_000;

/** Of the first cases, each of which is shown on the way: making them takes as long as judging them. */
export function hashCases(count: number, show: (made: RandomCase, seed: number) => void = () => {}): string {
  const hash = createHash('sha256');
  for (let seed = 0; seed < count; seed++) {
    const made = generate(seed);
    hash.update(JSON.stringify(made));
    show(made, seed);
  }
  return hash.digest('hex');
}
