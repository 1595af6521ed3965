import { THROTTLING_CODES } from '../aws/errors';
import type { Cause } from './types';

/** Describe calls of the sender role's session, which must be denied. */
export const otherActionCauses: readonly Cause[] = [
  {
    when: { code: [...THROTTLING_CODES] },
    cause:
      'AWS throttled the call: each Describe call has a quota of one a second for the whole of {main}, production included',
    fix: 'wait, or lower verify.sendRate, which also paces these calls; then --resume',
    confirm: 'Service Quotas, AWS End User Messaging SMS, in {main}',
    evidence: 'documented',
  },
];
