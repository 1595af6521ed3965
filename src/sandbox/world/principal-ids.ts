import type { World } from './world-model';

const UNIQUE_ID = /^(?:AROA|AIDA)[A-Z0-9]{17}$/;

/**
 * A stored trust policy as IAM answers and evaluates it. The ID of a principal that exists becomes its ARN. Other IDs
 * stay and match no caller (IAM User Guide, reference_policies_elements_principal).
 */
export function showTrustPolicy(world: World, stored: string): string {
  if (!/"(?:AROA|AIDA)/.test(stored)) return stored;
  const policy = JSON.parse(stored) as { Statement: unknown };
  const show = (value: unknown) =>
    typeof value === 'string' && UNIQUE_ID.test(value) ? (world.arnById.get(value) ?? value) : value;
  for (const statement of [policy.Statement].flat() as Record<string, unknown>[]) {
    for (const element of ['Principal', 'NotPrincipal']) {
      const principal = statement[element] as { AWS?: unknown } | undefined;
      if (principal?.AWS === undefined) continue;
      principal.AWS = Array.isArray(principal.AWS) ? principal.AWS.map(show) : show(principal.AWS);
    }
  }
  return JSON.stringify(policy);
}
