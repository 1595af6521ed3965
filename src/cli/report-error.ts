import { Exit, UserError } from '../errors';

/** Prints what went wrong, where it was not printed already, and returns the exit code. */
export function reportError(error: unknown): number {
  if (error instanceof Exit) return error.exitCode;
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
