/** An error as AWS answers it: its code on the wire, its HTTP status, and members that the service adds. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
    readonly members: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

/** Names what the sandbox does not have. It never answers with a made-up success. */
export function notImplemented(what: string): AwsError {
  return new AwsError('NotImplemented', `The sandbox does not simulate ${what}; see docs/sandbox.md.`, 501);
}
