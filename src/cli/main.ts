import { CommanderError } from 'commander';
import { createProgram } from './program';
import { reportError } from './report-error';

/** Runs the command line and returns the exit code (design.md, Commands). */
export async function main(argv: readonly string[], version = 'unknown'): Promise<number> {
  try {
    await createProgram(version).parseAsync([...argv], { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return reportError(error);
  }
}
