import type { ProbeDefinition } from './types';

/** Callers that every trust policy must deny, and the proof that their own policies do not. */
export const outsiderProbes = {
  'outsider-may-try': {
    label: 'its own policy allows it',
    proves: 'assumePolicy',
    expected: 'allowed',
    api: 'sts',
    documentation: {
      caller: "IAM's simulator, about each TenDlcOutsider below",
      proves: 'only the trust policy can deny it; without this answer its denials do not count',
    },
  },
  'outsider-same-account': {
    label: 'only the listed principals',
    proves: 'trust',
    expected: 'denied',
    api: 'sts',
    unexpectedAllow: {
      cause:
        'the trust policy of {roleName} allows unlisted principals of account {accountId}: its aws:PrincipalArn condition is missing or too wide',
      fix: 'apply main; `tendlc guard` in the pipeline stops a plan that widens a trust policy',
    },
    documentation: {
      caller: 'TenDlcOutsider of the account',
      proves: 'unlisted principals of the account are denied',
    },
  },
  'outsider-other-account': {
    label: 'another account is denied',
    proves: 'trust',
    expected: 'denied',
    api: 'sts',
    unexpectedAllow: {
      cause: 'the trust policy of {roleName} allows an account other than {accountId}',
      fix: 'apply main; until then suspend {account} (docs/verify.md, Emergency)',
    },
    documentation: {
      caller: 'TenDlcOutsider of one other secondary',
      proves: 'that account is denied; the report names the accounts that were not tried',
    },
  },
  'outsider-unlisted-account': {
    label: 'no unlisted account',
    proves: 'trust',
    expected: 'denied',
    api: 'sts',
    callerLabel: 'unlisted',
    unexpectedAllow: {
      cause: 'the trust policy of {roleName} allows an account that the manifest does not list',
      fix: 'apply main; until then suspend {account} (docs/verify.md, Emergency)',
    },
    documentation: {
      caller: '`verify.outsider`',
      proves: 'an account outside the manifest is denied',
    },
  },
} satisfies Record<string, ProbeDefinition>;
