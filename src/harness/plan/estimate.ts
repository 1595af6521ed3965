import { isPaced } from '../aws/paced';
import type { ProbePlan } from './types';

/** AWS's default quota of SendTextMessage, requests a second for an account and Region (user guide, "Quotas"). */
const DEFAULT_QUOTA = 1;

export interface Estimate {
  /** Sends that AWS must accept. */
  messages: number;
  /** Calls against the sending quota that must be denied; each may be made twice. */
  denials: number;
  minutes: number;
  /** USD, two decimals. */
  highestCost: string;
  /** Of the default quota. */
  quotaShare: number;
}

/** What a run takes, before its first call. Denials count twice: each is confirmed while IAM may lag. */
export function estimate(plan: ProbePlan, rate: number | undefined): Estimate {
  const observations = plan.accounts.flatMap((account) => account.observations).length;
  const paced = plan.accounts.flatMap(({ probes }) => probes.filter(({ call }) => isPaced(call)));
  const messages = paced.filter(({ expected }) => expected === 'allowed').length;
  const denials = paced.length - messages;
  return {
    messages,
    denials,
    minutes: rate === undefined ? 0 : (messages + 2 * denials + observations) / rate / 60,
    highestCost: (messages * Number(plan.maxPrice)).toFixed(2),
    quotaShare: (rate ?? 0) / DEFAULT_QUOTA,
  };
}
