import type { Plan } from '../plan/types';
import type { ProbeResult, VerifyReport } from '../types';

/** `failed` counts whatever did not pass; the cost is the most that the messages can have cost (MaxPrice each). */
export function summarize(
  plan: Pick<Plan, 'mode' | 'maxPrice'>,
  probes: readonly ProbeResult[],
): VerifyReport['summary'] {
  const passed = probes.filter(({ status }) => status === 'passed').length;
  const sent =
    plan.mode === 'dry-run'
      ? 0
      : probes.filter(({ messageId, proves }) => messageId && proves !== 'delivery').length;
  const maybe = probes.filter(({ maybeSent }) => maybeSent).length;
  return {
    passed,
    failed: probes.length - passed,
    sent,
    estimatedCost: ((sent + maybe) * Number(plan.maxPrice)).toFixed(2),
  };
}

/** Every planned probe has run and passed; a run that planned nothing has shown nothing. */
export function hasPassed({ summary }: VerifyReport): boolean {
  return summary.failed === 0 && summary.passed > 0;
}

/** "5 accounts, 7 messages sent, 31 denials confirmed". */
export function summaryLine({ probes, summary, mode }: VerifyReport): string {
  // A gap that --require counts as failed is no account that was tried.
  const tried = probes.filter(({ code }) => code !== 'NotCovered');
  const accounts = new Set(tried.map(({ account }) => account)).size;
  const denials = probes.filter(
    ({ expected, status }) => expected === 'denied' && status === 'passed',
  ).length;
  const accepted = probes.filter(
    ({ expected, status, probe }) => expected === 'allowed' && status === 'passed' && probe === 'send',
  ).length;
  return [
    count(accounts, 'account'),
    ...(mode === 'dry-run' ? [`${count(accepted, 'dry run')} accepted`] : []),
    `${count(summary.sent, 'message')} sent`,
    `${count(denials, 'denial')} confirmed`,
  ].join(', ');
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
