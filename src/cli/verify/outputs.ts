import { closeSync, openSync, writeFileSync } from 'node:fs';
import { terminalOutput } from '../../encode/terminal';
import { UserError } from '../../errors';
import type { VerifyReport } from '../../harness';
import { print, useColors } from '../print';

export interface Output {
  format: Format;
  /** Absent: standard output. */
  file?: string;
}

const formats = ['pretty', 'json', 'junit', 'markdown'] as const;
type Format = (typeof formats)[number];
const DEFAULT_WIDTH = 100;

/** What the pretty report needs to know besides the report. */
export interface Shown {
  sandbox: boolean;
  all: boolean;
  /** The command that resumes the run. */
  resume: string;
}

/** Pairs formats with files; `-` is standard output. Throws, before the first call, if one cannot be written. */
export function outputsOf(format: readonly string[] = ['pretty'], files: readonly string[] = []): Output[] {
  const outputs = format.map((name, at) => {
    const known = formats.find((one) => one === name);
    if (!known) throw new UserError(`--format ${name}: known are ${formats.join(', ')}`);
    return { format: known, file: files[at] === '-' ? undefined : files[at] };
  });
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
    const text = await render(format, report, { ...shown, toTerminal: file === undefined });
    if (file === undefined) print(text);
    else writeFileSync(file, terminalOutput(text));
  }
}

async function render(
  format: Format,
  report: VerifyReport,
  { toTerminal, ...shown }: Shown & { toTerminal: boolean },
): Promise<string> {
  switch (format) {
    case 'json':
      return (await import('../../harness/report/json')).jsonReport(report);
    case 'junit':
      return (await import('../../harness/report/junit')).junitReport(report);
    case 'markdown':
      return (await import('../../harness/report/markdown')).markdownReport(report);
    case 'pretty': {
      const { prettyReport } = await import('../../harness/report/pretty');
      const width = (toTerminal && process.stdout.columns) || Number(process.env.COLUMNS) || DEFAULT_WIDTH;
      const colors = toTerminal && useColors(process.stdout);
      return `${prettyReport(report, { ...shown, width, colors })}\n`;
    }
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
