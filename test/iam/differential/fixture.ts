import { createHash } from 'node:crypto';
import { generate, type RandomCase } from './generate';

/** The oracle's verdicts on the cases of the first seeds, written by `npm run test:oracle`. */
export interface OracleVerdicts {
  oracle: string;
  /** Hash of the cases. A changed generator needs a new run. */
  sha256: string;
  /** The oracle's letter for seed 0, 1, 2… */
  verdicts: string;
  /** Seed, our letter, and the ID of the disagreement that settles it. */
  disagreements: [number, string, string][];
}

export const FIXTURE = 'test/corpus/iam/oracle-verdicts.json';
export const RECORDED = 20_000;

/** Hash of the first cases. Passes each case to `show`, because generating it takes as long as deciding it. */
export function hashCases(count: number, show: (made: RandomCase, seed: number) => void = () => {}): string {
  const hash = createHash('sha256');
  for (let seed = 0; seed < count; seed++) {
    const made = generate(seed);
    hash.update(JSON.stringify(made));
    show(made, seed);
  }
  return hash.digest('hex');
}
