import type { ProbeResult } from '../types';
import { byAccount, durationText } from './labels';
import type { Colors } from './probe-table';
import { count } from './summary';
import { wrap } from './wrap';

/** One row for each account whose probes have all passed: the numbers it sent with, its denials, its time. */
export function accountRows(probes: readonly ProbeResult[], width: number, c: Colors): string {
  const groups = byAccount(probes);
  const key = Math.max(...groups.map(([account]) => account.length));
  return groups
    .flatMap(([account, own]) => {
      const label = `✔ ${account.padEnd(key)} ${own[0]!.accountId}  `;
      return wrap(label, detailOf(own), width).map((line) =>
        line.replace('✔', c.green('✔')).replace(account, c.bold(account)).slice(2),
      );
    })
    .join('\n');
}

function detailOf(probes: readonly ProbeResult[]): string {
  const sent = new Set(probes.filter(({ messageId }) => messageId).map(({ number }) => number));
  const denied = probes.filter(({ expected }) => expected === 'denied').length;
  const time = probes.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return [
    ...(sent.size > 0 ? [`sent with ${[...sent].join(', ')}`] : []),
    `${count(denied, 'denial')} confirmed`,
    `${probes.length} passed`,
    durationText(time),
  ].join(' · ');
}
