/** Paths of roles that only AWS creates and changes: service-linked roles and those of IAM Identity Center. */
const RESERVED = ['/aws-service-role/', '/aws-reserved/'];

export function reservedPrefix(path: string): string | undefined {
  return RESERVED.find((prefix) => path.startsWith(prefix));
}

export function isReservedPath(path: string): boolean {
  return reservedPrefix(path) !== undefined;
}
