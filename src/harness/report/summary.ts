import type { ProbePlan } from '../plan/types';
import { definitionOf } from '../probes';
import type { ProbeResult, Summary, VerifyReport } from '../types';

/** The cost is the most that the messages can have cost: MaxPrice each. */
export function summarize(
  { mode, maxPrice, throttled = 0 }: Pick<ProbePlan, 'mode' | 'maxPrice'> & { throttled?: number },
  probes: readonly ProbeResult[],
): Summary {
  const passed = probes.filter(({ status }) => status === 'passed').length;
  const sent =
    mode === 'dry-run'
      ? 0
      : probes.filter(({ messageId, proves }) => messageId && proves !== 'delivery').length;
  const maybe = probes.filter(({ maybeSent }) => maybeSent).length;
  return {
    passed,
    failed: probes.length - passed,
    sent,
    throttled,
    estimatedCost: ((sent + maybe) * Number(maxPrice)).toFixed(2),
  };
}

/** Every planned probe has run and passed; a run that planned nothing proves nothing. */
export function hasPassed({ summary }: VerifyReport): boolean {
  return summary.failed === 0 && summary.passed > 0;
}

/** "5 accounts, 7 messages sent, 31 denials confirmed". */
export function summaryLine({ probes, summary, mode }: VerifyReport): string {
  // A gap that --require counts as failed is not an account that was tried.
  const tried = probes.filter(({ code }) => code !== 'NotCovered');
  const accounts = new Set(tried.map(({ account }) => account)).size;
  const denials = probes.filter(
    ({ expected, status }) => expected === 'denied' && status === 'passed',
  ).length;
  const accepted = probes.filter(
    ({ status, probe, api }) => status === 'passed' && definitionOf(probe)?.sends && api === 'sms-voice',
  ).length;
  return [
    count(accounts, 'account'),
    ...(mode === 'dry-run' ? [`${count(accepted, 'dry run')} accepted`] : []),
    `${count(summary.sent, 'message')} sent`,
    `${count(denials, 'denial')} confirmed`,
    ...(summary.throttled > 0 ? [`${count(summary.throttled, 'call')} throttled by AWS`] : []),
  ].join(', ');
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
