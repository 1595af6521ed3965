import { closeSync, openSync, writeFileSync } from 'node:fs';
import { terminalOutput } from '../../encode/terminal';
import { UserError } from '../../errors';
import type { VerifyReport } from '../../harness';
import { print } from '../print';
import { type Format, type Shown, verifyFormats } from './formats';

export interface Output {
  format: Format;
  /** Absent: standard output. */
  file?: string;
}

/** Pairs formats with files; `-` is standard output. Throws, before the first call, if one cannot be written. */
export function outputsOf(formats: readonly Format[] = ['pretty'], files: readonly string[] = []): Output[] {
  const outputs = formats.map((format, at) => ({ format, file: files[at] === '-' ? undefined : files[at] }));
  if (files.length > outputs.length) throw new UserError('--output: there are more files than formats');
  if (outputs.filter(({ file }) => file === undefined).length > 1) {
    throw new UserError(
      'only one format can go to standard output: give the others an --output (- is standard output)',
    );
  }
  const named = outputs.flatMap(({ file }) => file ?? []);
  const twice = named.find((file, at) => named.indexOf(file) !== at);
  if (twice !== undefined) throw new UserError(`--output ${twice}: two formats cannot share a file`);
  for (const file of named) tryToOpen(file);
  return outputs;
}

export async function writeOutputs(
  outputs: readonly Output[],
  report: VerifyReport,
  shown: Shown,
): Promise<void> {
  for (const { format, file } of outputs) {
    const text = await verifyFormats[format](report, { ...shown, toTerminal: file === undefined });
    if (file === undefined) print(text);
    else writeFileSync(file, terminalOutput(text));
  }
}

function tryToOpen(file: string): void {
  try {
    closeSync(openSync(file, 'a'));
  } catch (error) {
    throw new UserError(`--output ${file} cannot be written: ${(error as Error).message}`, 2, {
      cause: error,
    });
  }
}
