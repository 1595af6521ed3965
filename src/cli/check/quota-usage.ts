import type { Delegation, SenderRole } from '../../delegation/types';
import type { Manifest, ManifestPath, Secondary } from '../../manifest/types';

export type QuotaKind =
  | 'trust'
  | 'inline'
  | 'managed'
  | 'verify-trust'
  | 'verify-inline'
  | 'main-roles'
  | 'tags';

/** How much of a quota one policy, role or account uses. */
export interface QuotaUse {
  kind: QuotaKind;
  /** "trust policy of TenDlcSender-development" */
  name: string;
  used: number;
  quota: number;
  unit: 'characters' | 'roles' | 'tags';
  /** What could still be added, and how much of the unit each takes. */
  more: { one: string; many: string; size(): number };
  /** Where the manifest decides it. */
  path: ManifestPath;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const quotas = {
  trustPolicy: 2048,
  highestTrustPolicy: 8192,
  inlinePolicies: 10_240,
  managedPolicy: 6144,
  roles: 1000,
  highestRoles: 10_000,
  tags: 50,
} as const;

/** Every policy that grows with the manifest, measured as IAM does: white space does not count. */
export function* quotaUses(manifest: Manifest, delegation: Delegation): Generator<QuotaUse> {
  const byKey = new Map(manifest.secondaries.map((secondary) => [secondary.key, secondary]));
  for (const role of delegation.senderRoles) {
    const secondary = role.key === undefined ? undefined : byKey.get(role.key);
    yield trust(manifest, role, secondary);
    yield inline(role, secondary);
  }
  for (const { key, assumePolicy, verifier, outsider } of delegation.secondaries) {
    const path = ['secondaries', key];
    if (assumePolicy?.managed)
      yield {
        ...characters(`policy ${assumePolicy.name}`, assumePolicy.document, quotas.managedPolicy),
        kind: 'managed',
        more: { one: 'character', many: 'characters', size: () => 1 },
        path,
      };
    if (verifier)
      yield {
        ...characters('trust policy of the verify roles', verifier.trustPolicy, quotas.trustPolicy),
        kind: 'verify-trust',
        more: {
          one: 'trusted principal',
          many: 'trusted principals',
          size: () => average(manifest.verify.trustedPrincipals, 60),
        },
        path: ['verify', 'trustedPrincipals'],
      };
    if (outsider)
      yield {
        ...characters(
          `inline policy of ${outsider.name}`,
          outsider.inlinePolicy.document + (outsider.tagSessionPolicy?.document ?? ''),
          quotas.inlinePolicies,
        ),
        kind: 'verify-inline',
        more: { one: 'character', many: 'characters', size: () => 1 },
        path: ['main', 'role', 'path'],
      };
  }
  yield {
    kind: 'main-roles',
    name: 'roles of this project in the main account',
    used: delegation.senderRoles.length,
    quota: quotas.roles,
    unit: 'roles',
    more: { one: 'secondary', many: 'secondaries', size: () => 1 },
    path: ['secondaries'],
  };
  yield {
    kind: 'tags',
    name: 'tags of a role',
    used: Object.keys(manifest.terraform.tags).length,
    quota: quotas.tags,
    unit: 'tags',
    more: { one: 'tag', many: 'tags', size: () => 1 },
    path: ['terraform', 'tags'],
  };
}

type Common = Pick<QuotaUse, 'name' | 'used' | 'quota' | 'unit'>;

function characters(name: string, document: string, quota: number): Common {
  // IAM does not count white space ("IAM and AWS STS quotas", "Character limits").
  return { name, used: document.replace(/\s/g, '').length, quota, unit: 'characters' };
}

function trust(manifest: Manifest, role: SenderRole, secondary: Secondary | undefined): QuotaUse {
  const quota = manifest.main.role.trustPolicyQuota;
  if (!secondary) {
    const admitted = manifest.secondaries.filter(({ status }) => status === 'active').length;
    return {
      ...characters('trust policy of the shared role', role.trustPolicy, quota),
      kind: 'trust',
      more: {
        one: 'account like these',
        many: 'accounts like these',
        size: () => Math.max(1, Math.round(role.trustPolicy.length / Math.max(1, admitted))),
      },
      path: ['main', 'role', 'strategy'],
    };
  }
  return {
    ...characters(`trust policy of ${role.name}`, role.trustPolicy, quota),
    kind: 'trust',
    more: { one: 'principal', many: 'principals', size: () => average(admitted(role.trustPolicy), 60) },
    path: ['secondaries', secondary.key, 'principals'],
  };
}

function inline(role: SenderRole, secondary: Secondary | undefined): QuotaUse {
  const documents = [role.sendPolicy.document, role.suspendedPolicy?.document ?? ''];
  return {
    ...characters(`inline policies of ${role.name}`, documents.join(''), quotas.inlinePolicies),
    kind: 'inline',
    more: { one: 'number', many: 'numbers', size: () => sizeOfNumber(role.sendPolicy.document) },
    path: secondary ? ['secondaries', secondary.key, 'numbers'] : ['main', 'role', 'strategy'],
  };
}

/** What the condition of the trust policy lists: who may assume the role. */
function admitted(trustPolicy: string): string[] {
  const { Statement } = JSON.parse(trustPolicy) as { Statement: { Condition?: Record<string, object> }[] };
  return Object.values(Statement[0]?.Condition?.ArnLike ?? {}).flat();
}

/** Every channel has a statement of its own, and each names every number. */
function sizeOfNumber(sendPolicy: string): number {
  const { Statement } = JSON.parse(sendPolicy) as { Statement: { Resource: string | string[] }[] };
  const [first] = [Statement[0]?.Resource ?? []].flat();
  return ((first?.length ?? 100) + 3) * Statement.length;
}

/** Characters that one more like these takes in a JSON list. */
function average(texts: readonly string[], otherwise: number): number {
  if (texts.length === 0) return otherwise;
  return Math.round(texts.reduce((sum, text) => sum + text.length + 3, 0) / texts.length);
}
