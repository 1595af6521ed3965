import type { Plan, Probe } from './types';

/** AWS's default quota of SendTextMessage, requests a second for an account and Region (user guide, "Quotas"). */
const defaultQuota = 1;

export interface Estimate {
  /** Sends that must be accepted. */
  messages: number;
  /** Calls against the quota of sending that must be refused; each may be made twice. */
  refusals: number;
  minutes: number;
  /** USD, two decimals. */
  highestCost: string;
  /** Of the default quota. */
  quotaShare: number;
}

/** What a run takes, before its first call. Refusals count twice: each is confirmed while IAM may lag. */
export function estimate(plan: Plan, rate: number | undefined): Estimate {
  const observations = plan.accounts.flatMap((account) => account.observations).length;
  const paced = plan.accounts.flatMap(({ probes }) => probes.filter(isPaced));
  const messages = paced.filter(({ expected }) => expected === 'allowed').length;
  const refusals = paced.length - messages;
  return {
    messages,
    refusals,
    minutes: rate === undefined ? 0 : (messages + 2 * refusals + observations) / rate / 60,
    highestCost: (messages * Number(plan.maxPrice)).toFixed(2),
    quotaShare: (rate ?? 0) / defaultQuota,
  };
}

/** Counts against the main account's quota of sending. */
export function isPaced({ step }: Probe): boolean {
  return step.kind === 'send' || step.kind === 'pinpoint';
}
