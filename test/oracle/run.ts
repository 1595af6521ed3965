/**
 * Compares our evaluator with the oracle on random policies and requests.
 *
 *   npm run test:oracle                      a million cases, and writes the fixture that `npm test` replays
 *   npm run test:oracle -- --count 50000     fewer
 *   npm run test:oracle -- --from 5000000    other cases; writes nothing
 *
 * Exit 1 if a disagreement is not listed, or if a full run did not meet a listed one.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compare } from '../iam/differential/compare';
import { DISAGREEMENTS } from '../iam/differential/disagreements';
import { FIXTURE, hashCases, type OracleVerdicts, RECORDED } from '../iam/differential/fixture';
import { generate, type RandomCase } from '../iam/differential/generate';
import { decideCase } from '../iam/differential/verdict';
import { askOracle } from './oracle';
import { shrink } from './shrink';

const MILLION = 1_000_000;
const SHOWN = 10;

const { values } = parseArgs({
  options: { count: { type: 'string', default: String(MILLION) }, from: { type: 'string', default: '0' } },
});
const count = Number(values.count);
const from = Number(values.from);

function isUnsettled(made: RandomCase): boolean {
  try {
    const result = compare(made, askOracle);
    return !result.agree && result.settledBy === undefined;
  } catch {
    return false;
  }
}

function report(seed: number, made: RandomCase): void {
  const small = shrink(made, isUnsettled);
  console.log(`seed ${seed}: ours ${decideCase(small)}, oracle ${askOracle(small)}`);
  console.log(JSON.stringify(small, null, 2));
}

const settled = new Map(DISAGREEMENTS.map(({ id }) => [id, 0]));
const letters = new Map<string, number>();
const recorded: OracleVerdicts['disagreements'] = [];
let verdicts = '';
let unsettled = 0;
const started = Date.now();

for (let seed = from; seed < from + count; seed++) {
  const made = generate(seed);
  const ours = decideCase(made);
  letters.set(ours, (letters.get(ours) ?? 0) + 1);
  const result = compare(made, askOracle);
  const id = result.agree ? undefined : result.settledBy;
  if (id !== undefined) settled.set(id, (settled.get(id) ?? 0) + 1);
  if (!result.agree && id === undefined && ++unsettled <= SHOWN) report(seed, made);
  if (seed < RECORDED) {
    verdicts += askOracle(made);
    if (!result.agree) recorded.push([seed, ours, id ?? 'not settled']);
  }
  if ((seed + 1) % 50_000 === 0) process.stderr.write(`${seed + 1 - from} of ${count}\n`);
}

const seconds = (Date.now() - started) / 1000;
console.log(
  `${count} cases in ${seconds.toFixed(0)} s; our verdicts: ${JSON.stringify(Object.fromEntries(letters))}`,
);
console.table([...settled].map(([disagreement, cases]) => ({ disagreement, cases })));
console.log(`${unsettled} disagreements that are not listed`);

const stale = count < MILLION ? [] : [...settled].filter(([, cases]) => cases === 0).map(([id]) => id);
if (stale.length > 0) console.log(`Listed, but not met: ${stale.join(', ')}`);
process.exitCode = unsettled > 0 || stale.length > 0 ? 1 : 0;

if (process.exitCode === 0 && from === 0 && count >= RECORDED) {
  const lock = readFileSync(join(__dirname, 'package.json'), 'utf8');
  const version = JSON.parse(lock).dependencies['@cloud-copilot/iam-simulate'];
  const fixture: OracleVerdicts = {
    oracle: `@cloud-copilot/iam-simulate ${version}`,
    sha256: hashCases(RECORDED),
    verdicts,
    disagreements: recorded,
  };
  writeFileSync(join(__dirname, '../..', FIXTURE), `${JSON.stringify(fixture)}\n`);
  console.log(`${RECORDED} verdicts written to ${FIXTURE}`);
}
