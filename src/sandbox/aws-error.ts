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

/** The sandbox does not have this: said by name, never answered with a fake success. */
export function notImplemented(what: string): AwsError {
  return new AwsError('NotImplemented', `The sandbox does not simulate ${what}; see docs/sandbox.md.`, 501);
}
