import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { foreignFiles, inventoryOf } from '../../output-inventory';
import { stackFolder } from '../../output-layout';

export type Difference =
  /** `what`: a stack's name, or a file at the top of the output. */
  | { kind: 'changed' | 'missing' | 'stale'; what: string }
  /** A file, folder or link that a synth does not write. */
  | { kind: 'foreign'; text: string };

/**
 * How a committed output differs from what a synth writes now. Terraform's own files are not differences; files that
 * Terraform would read besides those of a synth are.
 */
export function compareOutputs(committed: string, expected: string): Difference[] {
  const [found, wanted] = [inventoryOf(committed), inventoryOf(expected)].map(({ stacks }) =>
    stacks.map(({ stack }) => stack),
  ) as [string[], string[]];
  return [
    ...wanted.flatMap((stack) =>
      compareStack(stackFolder(committed, stack), stackFolder(expected, stack), stack),
    ),
    ...found.filter((stack) => !wanted.includes(stack)).map((what): Difference => ({ kind: 'stale', what })),
    ...compareFile(committed, expected, 'manifest.json', 'manifest.json'),
    ...foreignFiles(committed, inventoryOf(committed)).map((text): Difference => ({ kind: 'foreign', text })),
  ];
}

function compareStack(committed: string, expected: string, stack: string): Difference[] {
  const [first] = readdirSync(expected).flatMap((file) => compareFile(committed, expected, file, stack));
  return first ? [first] : [];
}

function compareFile(committed: string, expected: string, file: string, what: string): Difference[] {
  const path = join(committed, file);
  if (!existsSync(path)) return [{ kind: 'missing', what }];
  return textOf(path) === textOf(join(expected, file)) ? [] : [{ kind: 'changed', what }];
}

/** Git may check files out with CRLF; Terraform reads both alike. Undefined for a folder in the place of a file. */
function textOf(file: string): string | undefined {
  if (!statSync(file).isFile()) return undefined;
  return readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
}
