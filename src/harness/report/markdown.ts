import type { ProbeResult, VerifyReport } from '../types';
import { hasPassed, summaryLine } from './summary';
import { byAccount, codeText, grouped, namesText, showsText, whoText } from './words';

/** For a job summary or a pull request's comment: a line per account, then what failed, then what was not seen. */
export function markdownReport(report: VerifyReport): string {
  const { summary, mode, destination, runId } = report;
  const verdict = hasPassed(report) ? '✅' : '❌';
  return [
    `### ${verdict} tendlc verify: ${summaryLine(report)}`,
    `Mode \`${mode}\`, destination \`${destination}\`, run \`${runId}\`, cost at most $${summary.estimatedCost}.`,
    accounts(report.probes),
    ...section('Not passed', report.probes.filter(({ status }) => status !== 'passed').map(failure)),
    ...section(
      'Observed, not judged',
      bullets(report.observations, ({ what, result }) => `${what}: ${result}`),
    ),
    ...section(
      'Not covered',
      bullets(report.notCovered, ({ probe, why }) => `\`${probe}\`: ${why}`),
    ),
  ]
    .join('\n\n')
    .concat('\n');
}

function accounts(probes: readonly ProbeResult[]): string {
  const rows = byAccount(probes).map(([account, own]) => {
    const passed = own.filter(({ status }) => status === 'passed');
    const denied = passed.filter(({ expected }) => expected === 'denied').length;
    const sent = [...new Set(own.filter(({ messageId }) => messageId).map(({ number }) => number))];
    const mark = passed.length === own.length ? '✅' : '❌';
    return `| ${mark} | ${account} | ${own[0]!.accountId} | ${cell(sent.join(', ') || '–')} | ${denied} | ${passed.length} of ${own.length} |`;
  });
  return [
    '| | account | ID | sent with | denials confirmed | passed |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

function failure(probe: ProbeResult): string {
  const what = [probe.probe, probe.number].filter(Boolean).join(' ');
  const code = codeText(probe) ? ` \`${codeText(probe)}\`` : '';
  return `- **${probe.account}** ${what} (${showsText(probe)}, as ${whoText(probe)}):${code} ${cell(probe.cause)}${probe.fix && `. **Fix:** ${cell(probe.fix)}`}`;
}

function bullets<T extends { account: string }>(items: readonly T[], textOf: (item: T) => string): string[] {
  return grouped(items, textOf).map(([text, names]) => `- ${cell(text)} (${namesText(names)})`);
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`#### ${title}\n${lines.join('\n')}`];
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
