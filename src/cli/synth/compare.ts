import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Difference {
  /** A stack's name, or a file at the top of the output. */
  what: string;
  difference: 'changed' | 'missing' | 'stale';
}

const STACKS = 'stacks';

/**
 * How a committed output differs from what a synth gives now. Only what a synth writes counts: Terraform's own
 * files beside it do not.
 */
export function compareOutputs(committed: string, expected: string): Difference[] {
  const wanted = folders(expected);
  const live = new Set(wanted);
  return [
    ...wanted.flatMap((stack) =>
      compareStack(join(committed, STACKS, stack), join(expected, STACKS, stack), stack),
    ),
    ...folders(committed)
      .filter((stack) => !live.has(stack))
      .map((what): Difference => ({ what, difference: 'stale' })),
    ...compareFile(committed, expected, 'manifest.json', 'manifest.json'),
  ];
}

function compareStack(committed: string, expected: string, stack: string): Difference[] {
  const [first] = readdirSync(expected).flatMap((file) => compareFile(committed, expected, file, stack));
  return first ? [first] : [];
}

function compareFile(committed: string, expected: string, file: string, what: string): Difference[] {
  const path = join(committed, file);
  if (!existsSync(path)) return [{ what, difference: 'missing' }];
  return readFileSync(path).equals(readFileSync(join(expected, file)))
    ? []
    : [{ what, difference: 'changed' }];
}

function folders(outdir: string): string[] {
  const folder = join(outdir, STACKS);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
