import { awsConfigSection } from '../encode/aws-config';
import { profileName } from '../names';
import type { SecondaryDelegation } from './types';

/**
 * A section of a developer's `~/.aws/config`, with which the AWS CLI and every SDK assume the role. The developer
 * names `source_profile`: a profile of one of the principals that the manifest lists.
 */
export function awsProfile(secondary: SecondaryDelegation, region: string): string {
  return awsConfigSection(`profile ${profileName(secondary.key)}`, {
    role_arn: secondary.senderRoleArn,
    external_id: secondary.externalId?.current,
    source_profile: 'default',
    region,
  });
}
