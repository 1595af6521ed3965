import { Exit, UserError } from '../errors';
import { log } from './print';

/** Prints what went wrong, unless that was printed already, and returns the exit code. */
export function reportError(error: unknown): number {
  if (error instanceof Exit) return error.exitCode;
  if (error instanceof UserError) {
    log(`tendlc: ${error.message}\n`);
    return error.exitCode;
  }
  if (isSystemError(error)) {
    log(`tendlc: ${error.message}\n`);
    return 2;
  }
  const text =
    error instanceof Error ? (process.env.TENDLC_DEBUG ? error.stack : error.message) : String(error);
  log(
    `tendlc: internal error: ${text}\nThis is a defect of tendlc; TENDLC_DEBUG=1 prints where it happened.\n`,
  );
  return 2;
}

/** A full disk, a missing permission and the like: `ENOSPC: no space left on device, open 'FILE'`. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error && 'path' in error;
}
