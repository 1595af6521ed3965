/** ARNs, built and parsed in one place. Formats: Service Authorization Reference, "Resource types defined by" each service. */

export interface Owner {
  partition: string;
  accountId: string;
}

/** IAM is global: its ARNs have no Region. */
export function iamArn(partition: string, accountId: string, resource: string): string {
  return `arn:${partition}:iam::${accountId}:${resource}`;
}

/**
 * The whole account as a principal. Never a role's ARN: that must exist when the policy is saved, and turns into
 * an `AROA…` ID once the role is deleted (IAM User Guide, "AWS JSON policy elements: Principal").
 */
export function accountRoot(partition: string, accountId: string): string {
  return iamArn(partition, accountId, 'root');
}

/** A session of a role: its ARN holds the role's name, not its path. */
export function assumedRoleArn(partition: string, accountId: string, role: string, session: string): string {
  return `arn:${partition}:sts::${accountId}:assumed-role/${role}/${session}`;
}

export function smsVoiceArn({ partition, accountId }: Owner, region: string, resource: string): string {
  return `arn:${partition}:sms-voice:${region}:${accountId}:${resource}`;
}

/** What `mobiletargeting:SendMessages` is checked against. */
export function pinpointMessagesArn(
  { partition, accountId }: Owner,
  region: string,
  application: string,
): string {
  return `arn:${partition}:mobiletargeting:${region}:${accountId}:apps/${application}/messages`;
}

export function s3ObjectArn(partition: string, bucket: string, key: string): string {
  return `arn:${partition}:s3:::${bucket}/${key}`;
}

export interface ArnParts {
  partition: string;
  service: string;
  region: string;
  accountId: string;
  resource: string;
}

/** Undefined where the text has fewer than six fields. The fields may be empty or patterns. */
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

/** The account field of an ARN; empty where it has none or the text is not an ARN. */
export function accountOfArn(arn: string): string {
  return parseArn(arn)?.accountId ?? '';
}
