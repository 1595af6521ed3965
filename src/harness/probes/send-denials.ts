import type { ProbeDefinition } from './types';

/** What the session of the sender role may not do. */
export const sendDenialProbes = {
  'send-unlisted-number': {
    label: 'only its own numbers',
    proves: 'sendPolicy',
    expected: 'denied',
    api: 'sms-voice',
    unexpectedAllow: {
      cause: 'the send policy of {roleName} is wider than the manifest: {account} can send with {number}',
      fix: 'apply main; look for a Resource of * or a pattern in the policy Send, and for policies added by hand',
    },
    documentation: {
      caller: 'a session that has just sent',
      proves: 'another number of the main account is denied',
    },
  },
  'other-action': {
    label: 'nothing but sending',
    proves: 'sendPolicy',
    expected: 'denied',
    api: 'sms-voice',
    unexpectedAllow: {
      cause: 'the send policy of {roleName} allows more than sending: sms-voice:DescribeSpendLimits',
      fix: 'apply main; look for sms-voice:* or * in the policy Send, and for policies added by hand',
    },
    documentation: {
      caller: 'a session that has just sent',
      proves: 'DescribeSpendLimits is denied, an action without a resource',
    },
  },
  'other-action-on-number': {
    label: 'nothing else with it',
    proves: 'sendPolicy',
    expected: 'denied',
    api: 'sms-voice',
    observesDeniedResource: true,
    unexpectedAllow: {
      cause:
        'the send policy of {roleName} allows more than sending on its own number: sms-voice:DescribePhoneNumbers',
      fix: 'apply main; look for sms-voice:* in the policy Send, and for policies added by hand',
    },
    documentation: {
      caller: 'a session that has just sent',
      proves: 'DescribePhoneNumbers is denied on the number that it may send with',
    },
  },
  'send-pinpoint-not-granted': {
    label: 'not by Pinpoint',
    proves: 'sendPolicy',
    expected: 'denied',
    api: 'pinpoint',
    unexpectedAllow: {
      cause:
        'the send policy of {roleName} allows mobiletargeting:SendMessages, and with it every number of the application',
      fix: 'apply main; look for * in the policy Send, and for policies added by hand',
    },
    documentation: {
      caller: 'a session that has just sent',
      proves: 'Pinpoint is denied, if `apis` does not grant it',
    },
  },
} satisfies Record<string, ProbeDefinition>;
