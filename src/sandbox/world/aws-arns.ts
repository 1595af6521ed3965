/**
 * ARNs, built and parsed for the sandbox alone: it must not share a mistake with the code that it tests.
 * `test/sandbox/aws-arns.test.ts` compares these with `src/arns.ts`.
 */
export interface Arn {
  partition: string;
  service: string;
  region: string;
  accountId: string;
  resource: string;
}

/** The account and Region that a call is made in. */
export interface Home {
  partition: string;
  accountId: string;
  region: string;
}

/** The five fields after `arn:`. Undefined if the text is not an ARN, or has no service or resource. */
export function parseArn(text: string): Arn | undefined {
  const [arn, partition, service, region, accountId, ...rest] = text.split(':');
  if (arn !== 'arn' || !partition || !service || region === undefined || accountId === undefined)
    return undefined;
  const resource = rest.join(':');
  return resource ? { partition, service, region, accountId, resource } : undefined;
}

/** The account field of an ARN. Empty if the ARN has none or the text is not an ARN. */
export function accountOf(arn: string): string {
  return parseArn(arn)?.accountId ?? '';
}

/** The part after the last slash: the name of an IAM entity or policy, the ID of an SMS resource. */
export function lastPart(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

export function iamArn(
  partition: string,
  accountId: string,
  kind: string,
  path: string,
  name: string,
): string {
  return `arn:${partition}:iam::${accountId}:${kind}${path}${name}`;
}

export function accountRoot(partition: string, accountId: string): string {
  return `arn:${partition}:iam::${accountId}:root`;
}

/** Policies of AWS have no account: `aws` is in its place. */
export function awsPolicyArn(partition: string, name: string): string {
  return `arn:${partition}:iam::aws:policy/${name}`;
}

/** The path is not part of the ARN of a session (STS API reference, AssumedRoleUser). */
export function assumedRoleArn(partition: string, accountId: string, role: string, session: string): string {
  return `arn:${partition}:sts::${accountId}:assumed-role/${role}/${session}`;
}

export function smsVoiceArn({ partition, region, accountId }: Home, resource: string): string {
  return `arn:${partition}:sms-voice:${region}:${accountId}:${resource}`;
}

export function pinpointMessagesArn({ partition, region, accountId }: Home, application: string): string {
  return `arn:${partition}:mobiletargeting:${region}:${accountId}:apps/${application}/messages`;
}

/** `object` is `BUCKET/KEY`. */
export function s3ObjectArn(partition: string, object: string): string {
  return `arn:${partition}:s3:::${object}`;
}

export function logGroupArn({ partition, region, accountId }: Home, name: string): string {
  return `arn:${partition}:logs:${region}:${accountId}:log-group:${name}`;
}
