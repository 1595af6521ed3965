/**
 * A mistake of the caller, printed without a stack trace.
 * `exitCode` 1: the manifest or what was checked is wrong; 2: wrong usage, or an input or output that cannot be read
 * or written.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  constructor(
    message: string,
    readonly exitCode: 1 | 2 = 2,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

/** Ends the command with this code. The result is printed already. */
export class Exit extends Error {
  override readonly name = 'Exit';
  constructor(readonly exitCode: number) {
    super(`exit ${exitCode}`);
  }
}
