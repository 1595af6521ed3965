import type { ManifestPath } from '../types';

export interface Interpolation {
  path: ManifestPath;
  part: 'key' | 'value';
  /** `${` or `%{` */
  token: string;
}

const token = /[$%]\{/;

/** Policy variables are at home in a policy: the document of the boundary is judged, never written to Terraform. */
const exempt = 'main/role/permissionsBoundary/document';

/** Every string of the manifest that holds `${` or `%{`: Terraform would evaluate it. */
export function findInterpolations(root: unknown): Interpolation[] {
  const found: Interpolation[] = [];
  const path: (string | number)[] = [];
  const visit = (value: unknown): void => {
    if (typeof value === 'string') test(value, 'value');
    else if (Array.isArray(value)) for (const [index, item] of value.entries()) visitChild(item, index);
    else if (typeof value === 'object' && value !== null)
      for (const key of Object.keys(value)) visitChild((value as Record<string, unknown>)[key], key);
  };
  const visitChild = (value: unknown, step: string | number): void => {
    path.push(step);
    if (typeof step === 'string') test(step, 'key');
    if (path.length !== 4 || path.join('/') !== exempt) visit(value);
    path.pop();
  };
  const test = (text: string, part: 'key' | 'value'): void => {
    const match = token.exec(text);
    if (match) found.push({ path: [...path], part, token: match[0] });
  };
  visit(root);
  return found;
}
