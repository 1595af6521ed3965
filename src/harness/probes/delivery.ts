import type { ProbeDefinition } from './types';

/** The message after AWS has accepted it. Its `api` is that of the message. */
export const deliveryProbes = {
  delivery: {
    label: 'reached its destination',
    proves: 'delivery',
    expected: 'allowed',
    api: 'sms-voice',
    passedLabel: 'delivered',
    documentation: {
      caller: 'you, in the main account, with `--wait-delivery`',
      proves: "the message's last event says that it arrived",
    },
  },
} satisfies Record<string, ProbeDefinition>;
