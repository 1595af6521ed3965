import pc from 'picocolors';
import { wrap } from '../../access/report/wrap';
import type { Finding } from '../findings';
import type { GuardResult } from '../index';

/** For a terminal: the findings by stack, each with what to do, and the verdict last. */
export function prettyGuard(result: GuardResult, terminal: { columns: number; colors: boolean }): string {
  const color = pc.createColors(terminal.colors);
  const width = Math.max(60, Math.min(terminal.columns, 120));
  const wrapped = (text: string, indent: string): string => `${wrap(text, width, indent).join('\n')}\n`;
  const { findings, compared, notGiven, verdict } = result;
  const parts: string[] = [];
  let last = '';
  for (const finding of findings) {
    const place = placeOf(finding);
    if (place !== last) parts.push(`\n${color.bold(place)}\n`);
    last = place;
    const subject = finding.address ? `${finding.address}: ` : '';
    parts.push(wrapped(`  ${color.red(finding.code)} ${subject}${finding.message}`, '    '));
    parts.push(wrapped(`    ${color.dim(`fix: ${finding.fix}`)}`, '      '));
  }
  for (const { stack, plan, resources } of compared) {
    const wrong = findings.filter((finding) => finding.stack === stack).length;
    const outcome = wrong === 0 ? 'equal to what the manifest implies' : `${wrong} findings`;
    parts.push(wrapped(`${stack} (${plan}): ${resources} resources, ${outcome}`, '  '));
  }
  if (notGiven.length > 0) parts.push(wrapped(`not given, not looked at: ${notGiven.join(', ')}`, '  '));
  const line = `guard: ${verdict}${findings.length > 0 ? `, ${findings.length} findings` : ''}`;
  parts.push(`${verdict === 'pass' ? color.green(line) : color.red(line)}\n`);
  return parts.join('').replace(/^\n/, '');
}

function placeOf({ stack, plan }: Finding): string {
  if (!stack) return 'What the planned policies let people do';
  return plan ? `${stack} (${plan})` : stack;
}
