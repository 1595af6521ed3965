import { markdownCode, markdownText } from '../../encode/markdown';
import type { ProbeResult, VerifyReport } from '../types';
import { byAccount, callerLabel, codeText, labelOf } from './labels';
import { gapLines, type Line, observationLines } from './lines';
import { hasPassed, summaryLine } from './summary';

/** For a job summary or a comment on a pull request: a row for each account, then failures, then gaps. */
export function markdownReport(report: VerifyReport): string {
  const { summary, mode, destination, runId, readiness } = report;
  const verdict = hasPassed(report) ? '✅' : '❌';
  return [
    `### ${verdict} tendlc verify: ${summaryLine(report)}`,
    `Mode \`${mode}\`, destination ${markdownCode(destination)}, run ${markdownCode(runId)}, cost at most $${summary.estimatedCost}.`,
    accounts(report.probes),
    ...section('Not passed', report.probes.filter(({ status }) => status !== 'passed').map(failure)),
    ...section(
      'Main account',
      readiness
        .filter(({ status }) => status !== 'ready')
        .map(({ what, detail, fix }) => `- ${markdownText(`${what}: ${detail}. ${fix}`)}`),
    ),
    ...section('Observed, neither passed nor failed', observationLines(report).map(bullet)),
    ...section('Not covered', gapLines(report).map(bullet)),
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
    return `| ${mark} | ${markdownText(account)} | ${own[0]!.accountId} | ${markdownText(sent.join(', ')) || '–'} | ${denied} | ${passed.length} of ${own.length} |`;
  });
  return [
    '| | account | ID | sent with | denials confirmed | passed |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

function failure(probe: ProbeResult): string {
  const { account, number, cause, fix, message, requestId } = probe;
  const what = [probe.probe, number].filter(Boolean).join(' ');
  const code = codeText(probe) ? ` ${markdownCode(codeText(probe))}` : '';
  const parts = [
    `- **${markdownText(account)}** ${markdownText(`${what} (${labelOf(probe)}, as ${callerLabel(probe)})`)}:${code} ${markdownText(cause)}`,
    ...(message
      ? [`**AWS:** ${markdownText(message)}${requestId && ` (request ${markdownCode(requestId)})`}`]
      : []),
    ...(fix ? [`**Fix:** ${markdownText(fix)}`] : []),
  ];
  return parts.join('. ');
}

function bullet({ text, accounts }: Line): string {
  return `- ${markdownText(`${text} (${accounts})`)}`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`#### ${title}\n${lines.join('\n')}`];
}
