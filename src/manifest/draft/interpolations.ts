import type { ManifestPath } from '../types';
import type { ManifestString } from './strings';

export interface Interpolation {
  path: ManifestPath;
  part: 'key' | 'value';
  /** `${` or `%{` */
  token: string;
}

const token = /[$%]\{/;

/** A boundary's document may hold policy variables: `access` evaluates it, and Terraform never reads it. */
const exempt = ['main', 'role', 'permissionsBoundary', 'document'];

/** The strings that hold `${` or `%{`: Terraform would evaluate them. */
export function findInterpolations(strings: readonly ManifestString[]): Interpolation[] {
  return strings.flatMap(({ path, part, text }) => {
    const match = token.exec(text);
    if (!match || exempt.every((step, index) => path[index] === step)) return [];
    return [{ path, part, token: match[0] }];
  });
}
