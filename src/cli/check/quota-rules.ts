import type { Severity } from '../../manifest/types';
import { type QuotaKind, quotas } from './quota-usage';

export interface QuotaRule {
  code: string;
  severity: Severity;
  title: string;
  meaning: string;
  fix: string;
  kinds: readonly QuotaKind[];
  /** Where it is not the quota itself. */
  limit?: number;
  /** Beyond this another rule speaks. */
  upTo?: number;
}

const iamQuotas = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html';

/** What of IAM's quotas can be used up by a manifest. */
export const quotaRules: readonly QuotaRule[] = [
  {
    code: 'TD801',
    severity: 'error',
    title: 'trust policy over its quota',
    meaning: `IAM refuses it at apply (LimitExceeded: ACLSizePerRole). 2,048 characters by default, up to 8,192 by request; white space does not count. ${iamQuotas}`,
    fix: 'Use patterns (role/service/*) instead of lists; or strategy per-account instead of shared; or have the quota "Role trust policy length" raised in the main account and set main.role.trustPolicyQuota.',
    kinds: ['trust'],
  },
  {
    code: 'TD802',
    severity: 'error',
    title: 'inline policies over their quota',
    meaning: `The inline policies of a role have 10,240 characters together, and this quota cannot be raised. ${iamQuotas}`,
    fix: 'Put numbers into a pool and list the pool; or grant fewer channels: each names every number again.',
    kinds: ['inline'],
  },
  {
    code: 'TD803',
    severity: 'error',
    title: 'trust policy of the verify roles over its quota',
    meaning: `IAM refuses it at apply in every secondary. 2,048 characters by default. ${iamQuotas}`,
    fix: 'Name fewer principals in verify.trustedPrincipals, or a pattern: one pipeline role is enough.',
    kinds: ['verify-trust'],
  },
  {
    code: 'TD804',
    severity: 'warning',
    title: 'more roles than the default quota',
    meaning: `An account has 1,000 roles by default, those of other people included; the quota can be raised to 10,000. ${iamQuotas}`,
    fix: 'Have the quota "Roles per account" of the main account raised before apply, or use strategy shared.',
    kinds: ['main-roles'],
    limit: quotas.roles,
    upTo: quotas.highestRoles,
  },
  {
    code: 'TD805',
    severity: 'error',
    title: 'more roles than an account can have',
    meaning: `An account has 10,000 roles at most, whatever quota is asked for. ${iamQuotas}`,
    fix: 'Use strategy shared, or spread the numbers over several main accounts.',
    kinds: ['main-roles'],
    limit: quotas.highestRoles,
  },
];
