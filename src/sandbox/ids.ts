import { randomBytes } from 'node:crypto';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function characters(length: number, alphabet: string): string {
  let text = '';
  for (const byte of randomBytes(length)) text += alphabet[byte % alphabet.length];
  return text;
}

/**
 * The prefix of a unique ID says its kind (AROA role, AIDA user, AGPA group, ANPA managed policy,
 * AKIA and ASIA access keys): IAM User Guide, reference_identifiers.
 */
export type IdPrefix = 'AROA' | 'AIDA' | 'AGPA' | 'ANPA' | 'AKIA' | 'ASIA';

export function uniqueId(prefix: IdPrefix): string {
  return prefix + characters(17, BASE32);
}

export function accessKeyId(prefix: 'AKIA' | 'ASIA'): string {
  return prefix + characters(16, BASE32);
}

export function secretAccessKey(): string {
  return randomBytes(30).toString('base64');
}

/** Opaque, as AWS's is. */
export function sessionToken(): string {
  return randomBytes(216).toString('base64');
}
