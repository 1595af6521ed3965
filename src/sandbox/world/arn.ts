export interface Arn {
  partition: string;
  service: string;
  region: string;
  accountId: string;
  resource: string;
}

/** The five parts after `arn:`; undefined where the text is no ARN. */
export function parseArn(text: string): Arn | undefined {
  const [arn, partition, service, region, accountId, ...rest] = text.split(':');
  if (arn !== 'arn' || !partition || !service || region === undefined || accountId === undefined)
    return undefined;
  const resource = rest.join(':');
  return resource ? { partition, service, region, accountId, resource } : undefined;
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
