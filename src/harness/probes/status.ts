import type { ProbeDefinition } from './types';

/** Secondaries that are suspended or removed. */
export const statusProbes = {
  'verifier-may-try': {
    label: 'its own policy allows it',
    proves: 'assumePolicy',
    expected: 'allowed',
    api: 'sts',
    documentation: {
      caller: "IAM's simulator, about the TenDlcVerifier of a suspended account",
      proves: 'only the suspension can deny it',
    },
  },
  'assume-suspended': {
    label: 'suspended is denied',
    proves: 'trust',
    expected: 'denied',
    api: 'sts',
    unexpectedAllow: {
      cause:
        '{account} is suspended in the manifest and its role can still be assumed: the Deny of the trust policy is missing',
      fix: 'apply main now; the emergency command in docs/verify.md needs no Terraform',
    },
    documentation: { caller: "the account's principal", proves: 'a suspended secondary is denied' },
  },
  'assume-removed': {
    label: 'removed is denied',
    proves: 'trust',
    expected: 'denied',
    api: 'sts',
    unexpectedAllow: {
      cause: '{account} is removed in the manifest and its role can still be assumed',
      fix: 'apply main: the role should be gone',
    },
    documentation: { caller: "the account's principal", proves: 'a removed secondary is denied' },
  },
  'send-suspended': {
    label: 'suspended may not send',
    proves: 'sendPolicy',
    expected: 'denied',
    api: 'sms-voice',
    mayBeGap: true,
    unexpectedAllow: {
      cause:
        '{account} is suspended in the manifest, its role can be assumed, and the role may send: the inline policy Suspended is missing too',
      fix: 'apply main now; the emergency command in docs/verify.md needs no Terraform',
    },
    documentation: {
      caller: 'the session, if the trust policy wrongly allows it',
      proves: "the role's own Deny",
    },
  },
} satisfies Record<string, ProbeDefinition>;
