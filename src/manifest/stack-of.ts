import { defaultStackName } from '../names';
import type { DraftSecondary } from './draft';

/** The stack of a secondary; undefined if Terraform has no access to the account, which then needs none. */
export function stackOf({ key, value }: DraftSecondary): string | undefined {
  return value.assumePolicy === 'none' ? undefined : (value.stack ?? defaultStackName(key));
}
