import { CommanderError } from 'commander';
import { Exit, UserError } from './errors';
import { createProgram } from './program';

/** Runs the command line and returns the exit code (design.md, Commands). */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    await createProgram().parseAsync([...argv], { from: 'user' });
    return 0;
  } catch (error) {
    return report(error);
  }
}

function report(error: unknown): number {
  if (error instanceof Exit) return error.exitCode;
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof UserError) {
    process.stderr.write(`tendlc: ${error.message}\n`);
    return error.exitCode;
  }
  const text =
    error instanceof Error ? (process.env.TENDLC_DEBUG ? error.stack : error.message) : String(error);
  process.stderr.write(
    `tendlc: internal error: ${text}\nThis is a defect of tendlc; TENDLC_DEBUG=1 prints where it happened.\n`,
  );
  return 2;
}
