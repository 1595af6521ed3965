import { createInterface } from 'node:readline/promises';
import { UserError } from '../../errors';
import { estimate, type Plan } from '../../harness';
import { count } from '../../harness/report/summary';
import type { VerifyOptions } from './options';

/** Before the first call: how many messages, how long, at which share of whose quota, and what they cost at most. */
export function announce(
  plan: Plan,
  rate: number | undefined,
  stream: NodeJS.WritableStream = process.stderr,
): void {
  const { messages, refusals, minutes, highestCost, quotaShare } = estimate(plan, rate);
  const what =
    plan.mode === 'dry-run'
      ? `${count(messages, 'dry run')}, nothing is sent`
      : `${count(messages, 'message')} to ${plan.destination}`;
  const lines = [`${what}, and ${count(refusals, 'call')} against the same quota that must be refused`];
  if (rate !== undefined) {
    lines.push(
      `at ${rate} a second, ${Math.round(quotaShare * 100)} % of AWS's default quota, which production in ${plan.mainAccountId} shares: about ${minutesText(minutes)}`,
    );
  }
  if (plan.mode !== 'dry-run') lines.push(`at most $${highestCost}, on the bill of ${plan.mainAccountId}`);
  stream.write(`${lines.join('\n')}\n`);
}

function minutesText(minutes: number): string {
  return minutes < 1 ? 'less than a minute' : `${Math.ceil(minutes)} minute${minutes > 1 ? 's' : ''}`;
}

/** Refuses, before the first call, where nobody could be asked. */
export function checkMayAsk({ mode, yes }: Pick<VerifyOptions, 'mode' | 'yes'>): void {
  if (mode === 'live' && !yes && !process.stdin.isTTY)
    throw new UserError('live mode asks before it sends: without a terminal add --yes');
}

/** Live messages reach a phone: somebody must have said yes. */
export async function confirmLive(plan: Plan, yes: boolean): Promise<void> {
  if (plan.mode !== 'live' || yes) return;
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await prompt.question(`Send them to ${plan.destination}? [y/N] `);
    if (!/^y(es)?$/i.test(answer.trim())) throw new UserError('not sent', 1);
  } finally {
    prompt.close();
  }
}
