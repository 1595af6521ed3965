import type { Partition } from '../types';

/** The partition of a Region; undefined for those where no SMS exists (China, isolated Regions). */
export function partitionOf(region: string): Partition | undefined {
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  if (region.startsWith('eusc-')) return 'aws-eusc';
  if (region.startsWith('cn-') || /^(?:us|eu)-iso/.test(region)) return undefined;
  return 'aws';
}

export interface Owner {
  partition: Partition;
  accountId: string;
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsendusermessagingsmsandvoicev2.html */
export function smsVoiceArn({ partition, accountId }: Owner, region: string, resource: string): string {
  return `arn:${partition}:sms-voice:${region}:${accountId}:${resource}`;
}

export interface ArnParts {
  partition: string;
  service: string;
  region: string;
  accountId: string;
  resource: string;
}

export function parseArn(arn: string): ArnParts | undefined {
  const [prefix, partition, service, region, accountId, ...resource] = arn.split(':');
  if (prefix !== 'arn' || resource.length === 0) return undefined;
  return {
    partition: partition!,
    service: service!,
    region: region!,
    accountId: accountId!,
    resource: resource.join(':'),
  };
}
