import type { GapDefinition } from './types';

/** What no probe covers, by its name under `notCovered`. A probe that is not planned is listed there by its own name. */
export const GAPS = {
  all: {
    requiredByAll: true,
    documentation: 'the secondary: `--only` or `--sample` left it out',
  },
  organization: {
    requiredByAll: false,
    documentation: 'a caller outside the organization; `tendlc access` checks `aws:PrincipalOrgID`',
  },
  'other-accounts': {
    requiredByAll: false,
    documentation: 'the other secondaries: one of them is tried (`outsider-other-account`)',
  },
  'send-mms': { requiredByAll: true, documentation: 'picture messages: only text is sent' },
  'send-voice': { requiredByAll: true, documentation: 'voice messages: only text is sent' },
} satisfies Record<string, GapDefinition>;
