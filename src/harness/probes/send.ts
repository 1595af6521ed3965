import type { ProbeDefinition } from './types';

/** What the session of the sender role may do. */
export const sendProbes = {
  send: {
    label: 'may send',
    proves: 'sendPolicy',
    expected: 'allowed',
    api: 'sms-voice',
    sends: true,
    documentation: {
      caller: "the sender role's session",
      proves: 'each number, pool and configuration set, by ARN',
    },
  },
  'send-pinpoint': {
    label: 'may send by Pinpoint',
    proves: 'sendPolicy',
    expected: 'allowed',
    api: 'pinpoint',
    sends: true,
    documentation: { caller: 'the session', proves: 'each number by the Pinpoint API, if `apis` grants it' },
  },
} satisfies Record<string, ProbeDefinition>;
