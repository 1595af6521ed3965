import { compareDocuments, type Scope } from '../../../src/access/covers';
import type { RandomCase, RandomPolicy } from '../../iam/differential/generate';
import type { Letter } from '../../iam/differential/verdict';
import { caseWith, generatePair, type Pair } from './pairs';

interface Counterexample {
  seed: number;
  changes: readonly string[];
  kind: Pair['kind'];
  /** Allows the request. */
  narrow: RandomPolicy;
  /** Denies it, although it is proven to allow all that `narrow` allows. */
  wide: RandomPolicy;
  case: RandomCase;
}

export interface SoundnessScore {
  pairs: number;
  /** Of both directions of each pair: how many were proven, and how many requests of those the narrow side allows. */
  proven: number;
  allowed: number;
  counterexamples: Counterexample[];
}

function scopeOf(kind: Pair['kind'], made: RandomCase): Scope {
  return kind === 'identity' ? { kind } : { kind, ownerAccountId: made.request.resourceAccountId };
}

/** `stopAt`: how many counterexamples are enough. Tries requests on every pair whose one side is proven to allow no more than the other. */
export function searchCounterexamples(
  { from, count, stopAt = Number.POSITIVE_INFINITY }: { from: number; count: number; stopAt?: number },
  judge: (made: RandomCase) => Letter,
  compare = compareDocuments,
): SoundnessScore {
  const score: SoundnessScore = { pairs: count, proven: 0, allowed: 0, counterexamples: [] };
  for (let seed = from; seed < from + count && score.counterexamples.length < stopAt; seed++) {
    const { kind, first, second, cases, changes } = generatePair(seed);
    if (JSON.stringify(first) === JSON.stringify(second)) continue;
    const documents = [first, second].map((policy, index) => [
      { name: `${index}`, text: JSON.stringify(policy) },
    ]);
    const scope = scopeOf(kind, cases[0] as RandomCase);
    const { gains, losses, unknown } = compare(documents[0] ?? [], documents[1] ?? [], scope);
    if (unknown.length > 0) continue;
    const proven: [RandomPolicy, RandomPolicy][] = [
      ...(gains.length === 0 ? [[second, first] as [RandomPolicy, RandomPolicy]] : []),
      ...(losses.length === 0 ? [[first, second] as [RandomPolicy, RandomPolicy]] : []),
    ];
    score.proven += proven.length;
    for (const [narrow, wide] of proven) {
      for (const [index, made] of cases.entries()) {
        if (judge(caseWith(made, kind, narrow, index)) !== 'A') continue;
        score.allowed++;
        if (!['E', 'I'].includes(judge(caseWith(made, kind, wide, index)))) continue;
        score.counterexamples.push({ seed, changes, kind, narrow, wide, case: made });
      }
    }
  }
  return score;
}
