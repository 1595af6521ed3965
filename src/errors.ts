/**
 * A mistake of the caller: printed as it is, without a stack trace.
 * `exitCode` 1: the manifest or what was checked is wrong; 2: wrong usage, or an input that cannot be read.
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

/** The answer was printed already and is "no": end with this code and say nothing more. */
export class Exit extends Error {
  override readonly name = 'Exit';
  constructor(readonly exitCode: number) {
    super(`exit ${exitCode}`);
  }
}
