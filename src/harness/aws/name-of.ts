import { parseArn } from '../../arns';

/** The last part of an ARN's path; for an assumed role the role's name. */
export function nameOf(arn: string): string {
  const parts = parseArn(arn)?.resource.split('/') ?? [];
  return (parts[0] === 'assumed-role' ? parts[1] : parts.at(-1)) ?? arn;
}
