import { CommanderError } from 'commander';
import { printed } from './print';
import { createProgram } from './program';
import { reportError } from './report-error';

/** Runs the command line and returns the exit code (design.md, Commands). */
export async function main(argv: readonly string[], version = 'unknown'): Promise<number> {
  const code = await run(argv, version);
  try {
    await printed();
    return code;
  } catch (error) {
    return reportError(error);
  }
}

async function run(argv: readonly string[], version: string): Promise<number> {
  try {
    await createProgram(version).parseAsync([...argv], { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return reportError(error);
  }
}
