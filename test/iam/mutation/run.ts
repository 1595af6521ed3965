/**
 * Makes one small change at a time to the evaluator's source and runs the corpus and the oracle's recorded verdicts
 * against each mutant. The compiler checks the mutants that pass. A mutant that still survives shows a rule without a
 * test.
 *
 *   npm run test:mutation:iam             every file; exit 1 if a mutant survives that is not listed as equivalent
 *   npm run test:mutation:iam -- glob     files whose path contains this
 */
import { Script } from 'node:vm';
import { firstFailure } from './checks';
import { EQUIVALENT, type Equivalent } from './equivalent';
import { Loader, readSources } from './load';
import { applyMutant, findMutants, type Mutant } from './mutants';
import { TypeChecker } from './typecheck';

/** Milliseconds. A mutant that takes longer counts as noticed. */
const TIMEOUT = 20_000;

const sources = readSources();
const loader = new Loader(sources);
const compiler = new TypeChecker([...sources.keys()]);
const only = process.argv[2] ?? '';

function isNoticed(mutant: Mutant): boolean {
  const content = applyMutant(sources.get(mutant.file) ?? '', mutant);
  const scope = globalThis as unknown as { decideMutant?: () => boolean };
  scope.decideMutant = () => firstFailure(loader.load({ file: mutant.file, content })) !== undefined;
  try {
    // A timeout applies only to code that a Script starts.
    return new Script('decideMutant()').runInThisContext({ timeout: TIMEOUT });
  } catch {
    return true;
  }
}

function describe({ file, line, from, to }: Mutant): string {
  return `${file}:${line}: ${from.replace(/\s+/g, ' ').slice(0, 90)}  →  ${to.replace(/\s+/g, ' ').slice(0, 90)}`;
}

const baseline = firstFailure(loader.load());
if (baseline !== undefined) throw new Error(`The evaluator itself fails: ${baseline}`);

const rows: {
  file: string;
  mutants: number;
  noticed: number;
  refused: number;
  equivalent: number;
  survived: number;
}[] = [];
const survivors: Mutant[] = [];
const used = new Set<Equivalent>();
for (const [file, content] of sources) {
  if (!file.includes(only)) continue;
  const row = { file, mutants: 0, noticed: 0, refused: 0, equivalent: 0, survived: 0 };
  const lines = content.split('\n');
  for (const mutant of findMutants(file, content)) {
    row.mutants++;
    const line = lines[mutant.line - 1]?.trim();
    const listed = EQUIVALENT.find(
      (entry) =>
        entry.file === file && entry.line === line && entry.from === mutant.from && entry.to === mutant.to,
    );
    if (isNoticed(mutant)) row.noticed++;
    else if (compiler.refuses(file, applyMutant(content, mutant))) row.refused++;
    else if (listed !== undefined) {
      row.equivalent++;
      used.add(listed);
    } else {
      row.survived++;
      survivors.push(mutant);
      console.log(`survived  ${describe(mutant)}`);
    }
  }
  if (row.mutants > 0) rows.push(row);
}

const sum = (key: 'mutants' | 'noticed' | 'refused' | 'equivalent'): number =>
  rows.reduce((total, row) => total + row[key], 0);
console.table(rows);
const [all, noticed, refused, equivalent] = [
  sum('mutants'),
  sum('noticed'),
  sum('refused'),
  sum('equivalent'),
];
const score = ((100 * noticed) / (all - refused - equivalent)).toFixed(1);
console.log(
  `${all} mutants: ${noticed} noticed, ${refused} refused by the compiler, ${equivalent} equivalent (test/iam/mutation/equivalent.ts), ${survivors.length} survived`,
);
console.log(`score ${score} %`);
const stale = only === '' ? EQUIVALENT.filter((entry) => !used.has(entry)) : [];
for (const { file, from } of stale)
  console.log(`listed as equivalent, but noticed or gone: ${file}: ${from}`);
process.exitCode = survivors.length > 0 || stale.length > 0 ? 1 : 0;
