import pc from 'picocolors';
import { terminalLine } from '../../encode/terminal';
import type { ProbeResult, VerifyReport } from '../types';
import { accountRows } from './account-rows';
import { callerLabel, codeText } from './labels';
import { foldedGapLines, gapLines, type Line, observationLines } from './lines';
import { type Colors, probeTable } from './probe-table';
import { count, hasPassed, summaryLine } from './summary';
import { wrap } from './wrap';

export interface PrettyOptions {
  /** Columns of the terminal. */
  width: number;
  colors: boolean;
  /** The run was a rehearsal in the sandbox: nothing was sent, nothing is billed. */
  sandbox?: boolean;
  /** A row for each probe of every account, and every note. */
  all?: boolean;
  /** The command that resumes a run that has not passed. */
  resume?: string;
}

/**
 * The report for a terminal: a row for each account that passed and every probe of the others, then what failed and
 * why, then the untested parts, then the summary.
 */
export function prettyReport(report: VerifyReport, options: PrettyOptions): string {
  const { width, colors, sandbox = false, all = false } = options;
  const shown = encoded(report);
  const c = pc.createColors(colors);
  return [
    header(shown, sandbox, c),
    ...tables(shown, options, c),
    ...failures(shown, width, c),
    ...readiness(shown, width, c),
    ...notes('Observed, neither passed nor failed', observationLines(shown), width, c),
    ...notes('Not covered', all ? gapLines(shown) : foldedGapLines(shown), width, c),
    verdict(shown, options, c),
  ].join('\n\n');
}

/** Every text of the report, safe for a line of a terminal: AWS's messages and the manifest's names are among them. */
function encoded<T>(value: T): T {
  if (typeof value === 'string') return terminalLine(value) as T;
  if (Array.isArray(value)) return value.map(encoded) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, encoded(one)])) as T;
}

const MODES: Record<VerifyReport['mode'], (destination: string) => string> = {
  simulator: () => "to AWS's simulator: no phone is texted",
  'dry-run': () => 'dry run: no message is sent',
  live: (destination) => `live, to ${destination}`,
};

function header({ mode, destination, runId }: VerifyReport, sandbox: boolean, c: Colors): string {
  const where = sandbox ? 'in the sandbox: AWS is not called' : MODES[mode](destination);
  return `${c.bold('tendlc verify')}  ${where}  ${c.dim(`run ${runId}`)}`;
}

function tables(report: VerifyReport, { all, width }: PrettyOptions, c: Colors): string[] {
  const { probes } = report;
  if (probes.length === 0) return [];
  const bad = new Set(probes.filter(({ status }) => status !== 'passed').map(({ account }) => account));
  const inFull = probes.filter(({ account }) => all || bad.has(account));
  const inShort = probes.filter(({ account }) => !all && !bad.has(account));
  return [
    ...(inShort.length > 0 ? [accountRows(inShort, width, c)] : []),
    ...(inFull.length > 0 ? [probeTable(inFull, report, width, c)] : []),
  ];
}

function failures({ probes }: VerifyReport, width: number, c: Colors): string[] {
  const bad = probes.filter(({ status, attempts }) => status !== 'passed' && attempts > 0);
  return bad.map((probe) => {
    const { account, accountId, number, message, requestId, cause, fix } = probe;
    const what = [probe.probe, number].filter(Boolean).join(' ');
    return [
      `${c.red('✘')} ${c.bold(`${account} (${accountId})`)}  ${what}, as ${callerLabel(probe)}`,
      ...wrap('as       ', probe.as, width),
      ...wrap('AWS      ', answerOf(probe), width),
      ...(message ? wrap('message  ', message, width) : []),
      ...(requestId ? wrap('request  ', requestId, width) : []),
      ...wrap('cause    ', cause, width),
      ...wrap('fix      ', fix, width),
    ].join('\n');
  });
}

function answerOf(probe: ProbeResult): string {
  const { messageId } = probe;
  return codeText(probe) || `allowed it${messageId && `: message ${messageId}`}`;
}

function readiness({ readiness }: VerifyReport, width: number, c: Colors): string[] {
  const wanting = readiness.filter(({ status }) => status !== 'ready');
  if (wanting.length === 0) return [];
  const lines = wanting.flatMap(({ what, status, detail, fix }) =>
    wrap('· ', `${what} (${status}): ${detail}${fix && `. ${fix}`}`, width),
  );
  return [[c.dim('Main account'), ...lines].join('\n')];
}

function notes(title: string, lines: readonly Line[], width: number, c: Colors): string[] {
  if (lines.length === 0) return [];
  const wrapped = lines.flatMap(({ text, accounts }) => wrap('· ', `${text} (${accounts})`, width));
  return [[c.dim(title), ...wrapped].join('\n')];
}

function verdict(report: VerifyReport, { sandbox, resume }: PrettyOptions, c: Colors): string {
  const { failed, passed, sent, estimatedCost } = report.summary;
  const cost = sent > 0 && !sandbox ? c.dim(`, at most $${estimatedCost}`) : '';
  const line = `${summaryLine(report)}${cost}`;
  if (hasPassed(report)) return `${c.green('✔')} ${c.bold(line)}`;
  if (passed + failed === 0) return `${c.red('✘')} ${c.bold('nothing was planned, so nothing is proven')}`;
  return [
    `${c.red('✘')} ${c.bold(c.red(`${failed} of ${count(failed + passed, 'probe')} not passed`))}`,
    `  ${line}`,
    ...(resume ? [`  to resume: ${resume}`] : []),
  ].join('\n');
}
