import { createInterface } from 'node:readline/promises';
import { UserError } from '../../errors';
import { count, estimate, type ProbePlan } from '../../harness';
import type { VerifyOptions } from '../commands/verify';
import { log } from '../print';

/** Before the first call: how many messages, how long, at which share of the quota, and what they cost at most. */
export function announce(plan: ProbePlan, rate: number | undefined): void {
  const { messages, denials, minutes, highestCost, quotaShare } = estimate(plan, rate);
  const what =
    plan.mode === 'dry-run'
      ? `${count(messages, 'dry run')}, nothing is sent`
      : `${count(messages, 'message')} to ${plan.destination}`;
  const lines = [`${what}, and ${count(denials, 'call')} against the same quota that must be denied`];
  if (rate !== undefined) {
    lines.push(
      `at ${rate} a second, ${Math.round(quotaShare * 100)} % of AWS's default quota, which production in ${plan.mainAccountId} shares: about ${minutesText(minutes)}`,
    );
  }
  if (plan.mode !== 'dry-run') lines.push(`at most $${highestCost}, on the bill of ${plan.mainAccountId}`);
  log(`${lines.join('\n')}\n`);
}

function minutesText(minutes: number): string {
  return minutes < 1 ? 'less than a minute' : `${Math.ceil(minutes)} minute${minutes > 1 ? 's' : ''}`;
}

/** Throws, before the first call, if live mode has no terminal to ask at. */
export function checkMayAsk({ mode, yes }: Pick<VerifyOptions, 'mode' | 'yes'>): void {
  if (mode === 'live' && !yes && !process.stdin.isTTY)
    throw new UserError('live mode asks before it sends: without a terminal, add --yes');
}

/** Live messages reach a phone: the user must say yes first. */
export async function confirmLive(plan: ProbePlan, yes: boolean): Promise<void> {
  if (plan.mode !== 'live' || yes) return;
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await prompt.question(`Send them to ${plan.destination}? [y/N] `);
    if (!/^y(es)?$/i.test(answer.trim())) throw new UserError('not sent', 1);
  } finally {
    prompt.close();
  }
}
