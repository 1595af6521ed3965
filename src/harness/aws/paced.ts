import type { AwsCall } from './types';

/** Does the call count against the main account's sending quota? Denied calls count too. */
export function isPaced({ kind }: AwsCall): boolean {
  return kind === 'send' || kind === 'pinpoint';
}
