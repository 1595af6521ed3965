import type { ProbeDefinition } from './types';

/** The account's own principal, and what it may assume. */
export const assumeProbes = {
  identity: {
    label: 'acts inside the account',
    proves: 'identity',
    expected: 'allowed',
    api: 'sts',
    documentation: { caller: "the account's principal", proves: 'GetCallerIdentity names this account' },
  },
  assume: {
    label: 'trust and assume policy',
    proves: 'trust',
    expected: 'allowed',
    api: 'sts',
    documentation: { caller: 'the principal', proves: 'the trust policy and the assume policy together' },
  },
  'assume-previous-external-id': {
    label: 'previous ID still works',
    proves: 'trust',
    expected: 'allowed',
    api: 'sts',
    documentation: {
      caller: 'the principal',
      proves: 'the previous external ID still works during a rotation',
    },
  },
  'assume-with-session-context': {
    label: 'session context is allowed',
    proves: 'trust',
    expected: 'allowed',
    api: 'sts',
    documentation: {
      caller: 'the principal',
      proves: 'session tags and a source identity are allowed',
    },
  },
  'assume-without-external-id': {
    label: 'external ID is required',
    proves: 'trust',
    expected: 'denied',
    api: 'sts',
    unexpectedAllow: {
      cause: 'the trust policy of {roleName} has no sts:ExternalId condition',
      fix: 'apply main',
    },
    documentation: {
      caller: 'a principal that has just assumed the role',
      proves: 'the external ID is required',
    },
  },
  'assume-wrong-external-id': {
    label: 'external ID must match',
    proves: 'trust',
    expected: 'denied',
    api: 'sts',
    unexpectedAllow: {
      cause:
        'the trust policy of {roleName} allows any external ID: its sts:ExternalId condition is missing or a pattern',
      fix: 'apply main',
    },
    documentation: {
      caller: 'a principal that has just assumed the role',
      proves: 'another external ID is denied',
    },
  },
} satisfies Record<string, ProbeDefinition>;
