import { isSimulator } from '../../simulator-numbers';
import { resourceTypeOf } from '../aws/denial';
import { type CallError, DENIAL_CODES } from '../aws/errors';
import type { Probe } from '../plan/types';
import type { ErrorFacts } from './types';

/** For the rows: IAM denied the call, and not End User Messaging, whose own denials carry a Reason. */
export const DENIED = { code: [...DENIAL_CODES] as string[], reason: [''] as string[] };
/** For the rows: neither an organization's policy, nor a boundary, nor a session policy is named. */
export const BY_EITHER_SIDE = [
  '',
  'identity-based policy',
  'role trust policy',
  'resource-based policy',
] as const;

export function factsOf({ call, number }: Pick<Probe, 'call' | 'number'>, error: CallError): ErrorFacts {
  const { code, reason, denial, deniedBy = '', message } = error;
  const destination = 'destination' in call ? call.destination : '';
  return {
    code,
    reason,
    policyType: denial.policyType,
    explicit: denial.explicit,
    action: denial.action,
    resourceType: resourceTypeOf(denial.resource || error.resource),
    deniedBy,
    destination: destination && (isSimulator(destination) ? 'simulator' : 'phone'),
    origination: originationOf(call.kind, number),
    roleChaining: /role chaining/i.test(message),
  };
}

function originationOf(kind: Probe['call']['kind'], number: string): ErrorFacts['origination'] {
  if (kind !== 'send' && kind !== 'pinpoint') return '';
  if (number.startsWith('pool/')) return 'pool';
  return number.startsWith('configuration-set/') ? 'configuration-set' : 'number';
}
