import pc from 'picocolors';
import { wrap } from '../../access/report/wrap';
import { asText } from '../../terraform/json';
import type { Finding } from '../findings';
import type { GuardResult } from '../index';

/** For a terminal: the findings by stack, each with both values and its fix, and the verdict last. */
export function prettyGuard(result: GuardResult, terminal: { columns: number; colors: boolean }): string {
  const color = pc.createColors(terminal.colors);
  const width = Math.max(60, Math.min(terminal.columns, 120));
  const wrapped = (text: string, indent: string): string => `${wrap(text, width, indent).join('\n')}\n`;
  const { findings, notes, compared, notGiven, notSeen, verdict } = result;
  const parts: string[] = [];
  let last = '';
  for (const finding of findings) {
    const place = placeOf(finding);
    if (place !== last) parts.push(`\n${color.bold(place)}\n`);
    last = place;
    const subject = finding.address ? `${finding.address}: ` : '';
    parts.push(wrapped(`  ${color.red(finding.code)} ${subject}${finding.message}`, '    '));
    for (const line of valueLines(finding)) parts.push(wrapped(`    ${line}`, '      '));
    parts.push(wrapped(`    ${color.dim(`fix: ${finding.fix}`)}`, '      '));
  }
  for (const { stack, address, message } of notes)
    parts.push(wrapped(`  note: ${stack} ${address}: ${message}`, '    '));
  for (const { stack, plan, resources } of compared) {
    const wrong = findings.filter((finding) => finding.stack === stack).length;
    const outcome = wrong === 0 ? 'equal to what the manifest implies' : count(wrong);
    parts.push(wrapped(`${stack} (${plan}): ${resources} resources, ${outcome}`, '  '));
  }
  if (notGiven.length > 0) parts.push(wrapped(`without a plan, not checked: ${notGiven.join(', ')}`, '  '));
  for (const text of notSeen) parts.push(wrapped(`not seen: ${text}`, '  '));
  const line = `guard: ${verdict}${findings.length > 0 ? `, ${count(findings.length)}` : ''}`;
  parts.push(`${verdict === 'pass' ? color.green(line) : color.red(line)}\n`);
  return parts.join('').replace(/^\n/, '');
}

function count(findings: number): string {
  return findings === 1 ? '1 finding' : `${findings} findings`;
}

/** What the manifest wants and what the plan has: of a policy, the statements that differ. */
function valueLines({ wanted, planned, statements }: Finding): string[] {
  if (statements)
    return [
      ...statements.changed.flatMap((pair) => [
        `statement wanted: ${asText(pair.wanted)}`,
        `statement planned: ${asText(pair.planned)}`,
      ]),
      ...statements.added.map((statement) => `statement added: ${asText(statement)}`),
      ...statements.removed.map((statement) => `statement removed: ${asText(statement)}`),
    ];
  return [
    ...(wanted === undefined ? [] : [`wanted: ${asText(wanted)}`]),
    ...(planned === undefined ? [] : [`planned: ${asText(planned)}`]),
  ];
}

function placeOf({ stack, plan }: Finding): string {
  if (!stack) return 'What the planned policies allow';
  return plan ? `${stack} (${plan})` : stack;
}
