import type { ProbeDefinition } from './types';

/** The principals that the manifest lists. */
export const listedPrincipalProbes = {
  'assume-as-principal': {
    label: 'trust and assume policy',
    labelIfDenied: 'suspended is denied',
    proves: 'trust',
    expected: 'by status',
    api: 'sts',
    unexpectedAllow: {
      cause:
        '{account} is suspended in the manifest and {caller} can still assume {roleName}: the Deny of the trust policy is missing',
      fix: 'apply main now; the emergency command in docs/verify.md needs no Terraform',
    },
    documentation: {
      caller: 'each listed principal, only with `--sandbox`',
      proves: 'its entry in the trust policy, and its assume policy (denied while suspended)',
    },
  },
  'simulate-assume': {
    label: 'may assume the role',
    proves: 'assumePolicy',
    expected: 'allowed',
    api: 'sts',
    mayBeGap: true,
    documentation: {
      caller: "IAM's simulator, about a listed principal",
      proves: "that principal's own policies allow the call",
    },
  },
} satisfies Record<string, ProbeDefinition>;
