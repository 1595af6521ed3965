/**
 * Looks for counterexamples to the covering relation of `src/access/covers`: random pairs of policies of which one is
 * proven to allow no more than the other, and requests that contradict it.
 *
 *   npm run test:covers                         a million pairs, by our evaluator and by the oracle
 *   npm run test:covers -- --count 20000        fewer
 *   npm run test:covers -- --from 5000000       other pairs
 *
 * Exit 1 if there is one.
 */
import { parseArgs } from 'node:util';
import { searchCounterexamples } from '../access/covers/soundness';
import { decideCase } from '../iam/differential/verdict';
import { askOracle } from './oracle';

const { values } = parseArgs({
  options: { count: { type: 'string', default: '1000000' }, from: { type: 'string', default: '0' } },
});
const count = Number(values.count);
const first = Number(values.from);
const STEP = 10_000;

for (const [name, decide] of Object.entries({ 'our evaluator': decideCase, oracle: askOracle })) {
  let [pairs, proven, allowed, contradicted] = [0, 0, 0, 0];
  for (let from = first; from < first + count; from += STEP) {
    const score = searchCounterexamples({ from, count: Math.min(STEP, first + count - from) }, decide);
    pairs += score.pairs;
    proven += score.proven;
    allowed += score.allowed;
    contradicted += score.counterexamples.length;
    for (const example of score.counterexamples.slice(0, 3)) console.log(JSON.stringify(example));
    process.stderr.write(`${name}: ${pairs} of ${count}\n`);
  }
  console.log(
    `${name}: ${pairs} pairs, ${proven} proven, ${allowed} requests allowed by the narrow side, ${contradicted} of them denied by the wide side`,
  );
  if (contradicted > 0) process.exitCode = 1;
}
