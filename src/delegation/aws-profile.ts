import { profileName } from '../names';
import type { SecondaryDelegation } from './types';

/**
 * What a developer of the secondary puts into `~/.aws/config`: the AWS CLI and every SDK then assume the role by
 * themselves. `source_profile` is theirs to name; it must be one of the principals that the manifest lists.
 */
export function awsProfile(secondary: SecondaryDelegation, region: string): string {
  return [
    `[profile ${profileName(secondary.key)}]`,
    `role_arn = ${secondary.senderRoleArn}`,
    ...(secondary.externalId ? [`external_id = ${secondary.externalId.current}`] : []),
    'source_profile = default',
    `region = ${region}`,
    '',
  ].join('\n');
}
