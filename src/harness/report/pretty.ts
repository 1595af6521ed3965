import Table from 'cli-table3';
import pc from 'picocolors';
import type { ProbeResult, VerifyReport } from '../types';
import { hasPassed, summaryLine } from './summary';
import {
  byAccount,
  codeText,
  durationText,
  grouped,
  keysOf,
  namesText,
  resultText,
  showsText,
  whoText,
} from './words';
import { fold, wrap } from './wrap';

export interface PrettyOptions {
  /** Columns of the terminal. */
  width: number;
  colors: boolean;
  /** The run was a rehearsal on loopback: nothing was sent, nothing is billed. */
  sandbox?: boolean;
}

type Colors = ReturnType<typeof pc.createColors>;

const shortId = 8;

/** The report for a person at a terminal: a table, then what failed and why, what was not seen, and one line. */
export function prettyReport(report: VerifyReport, options: PrettyOptions): string {
  const { width, colors, sandbox = false } = options;
  const c = pc.createColors(colors);
  return [
    header(report, sandbox, c),
    table(report, width, c),
    ...failures(report, width, c),
    ...observations(report, width, c),
    ...notCovered(report, width, c),
    verdict(report, sandbox, c),
  ].join('\n\n');
}

const modes: Record<VerifyReport['mode'], (to: string) => string> = {
  simulator: () => "to AWS's simulator: nobody is texted",
  'dry-run': () => 'dry run: no message leaves AWS',
  live: (to) => `live, to ${to}`,
};

function header({ mode, destination, runId }: VerifyReport, sandbox: boolean, c: Colors): string {
  const where = sandbox ? 'in the sandbox: AWS is not called' : modes[mode](destination);
  return `${c.bold('tendlc verify')}  ${where}  ${c.dim(`run ${runId}`)}`;
}

function table(report: VerifyReport, width: number, c: Colors): string {
  const { keys, columns } = layout(report.probes, width);
  const rows = new Table({
    head: ['as', 'number', 'what it proves', 'result', 'time', keys ? 'message ID' : 'message'].map((text) =>
      c.dim(text),
    ),
    colWidths: columns,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 1, compact: true },
    chars: Object.fromEntries(borderNames.map((name) => [name, name === 'left' ? '  ' : ''])),
  });
  for (const [account, probes] of byAccount(report.probes)) {
    rows.push([{ colSpan: columns.length, content: heading(account, probes, c) }]);
    for (const probe of probes) rows.push(row(probe, report.mode === 'dry-run', { keys, columns }, c));
  }
  return rows
    .toString()
    .split('\n')
    .map((line) => line.trimEnd().replace(/^ {2}(?=\S*▸)/, ''))
    .join('\n');
}

/** Widths with the space between columns, of what it proves, result and time. */
const fixed = [27, 12, 7];
const indent = 2;
const longId = 37;
/** Enough for `other account` and for `marketing`: longer names go on in the next line. */
const least = { who: 14, number: 10 };

interface Layout {
  columns: [who: number, number: number, ...others: number[]];
  /** Whose outsider it was is named, and the message ID is given in full. */
  keys?: ReadonlyMap<string, string>;
}

/** As wide as the names need, where the terminal is; otherwise the room is shared between who called and the number. */
function layout(probes: readonly ProbeResult[], width: number): Layout {
  const left = width - indent - fixed.reduce((sum, one) => sum + one, 0);
  const keys = keysOf(probes);
  const number = widest(probes.map((probe) => probe.number || 'number'));
  const named = widest(probes.map((probe) => whoText(probe, keys)));
  if (named + number + longId <= left) return { columns: [named, number, ...fixed, longId], keys };
  const who = widest(probes.map((probe) => whoText(probe)));
  const room = Math.max(least.who + least.number, left - shortId);
  const forNumber = Math.min(number, Math.max(room - who, Math.min(Math.floor(room / 2), room - least.who)));
  return { columns: [Math.min(who, room - forNumber), forNumber, ...fixed, shortId + 1] };
}

function widest(texts: readonly string[]): number {
  return texts.reduce((most, { length }) => Math.max(most, length), 0) + 1;
}

const borderNames = [
  'top',
  'top-mid',
  'top-left',
  'top-right',
  'bottom',
  'bottom-mid',
  'bottom-left',
  'bottom-right',
  'left',
  'left-mid',
  'mid',
  'mid-mid',
  'right',
  'right-mid',
  'middle',
];

function heading(account: string, probes: readonly ProbeResult[], c: Colors): string {
  const bad = probes.filter(({ status }) => status !== 'passed').length;
  const state =
    bad === 0 ? c.green(`${probes.length} passed`) : c.red(`${bad} of ${probes.length} not passed`);
  return `${c.bold(`▸ ${account}`)} ${c.dim(probes[0]!.accountId)}  ${state}`;
}

function row(
  probe: ProbeResult,
  dryRun: boolean,
  { keys, columns: [who, number] }: Layout,
  c: Colors,
): string[] {
  const paint = { passed: c.green, failed: c.red, inconclusive: c.yellow }[probe.status];
  return [
    fold(whoText(probe, keys), who - 1),
    probe.number ? fold(probe.number, number - 1) : c.dim('–'),
    showsText(probe),
    paint(resultText(probe, dryRun)),
    durationText(probe.durationMs),
    keys ? probe.messageId : probe.messageId.slice(0, shortId),
  ];
}

function failures({ probes }: VerifyReport, width: number, c: Colors): string[] {
  const bad = probes.filter(({ status, attempts }) => status !== 'passed' && attempts > 0);
  return bad.map((probe) => {
    const what = [probe.probe, probe.number].filter(Boolean).join(' ');
    const lines = [
      `${c.red('✘')} ${c.bold(`${probe.account} (${probe.accountId})`)}  ${what}, as ${whoText(probe)}`,
      ...wrap('as      ', probe.as, width),
      ...wrap(
        'AWS     ',
        codeText(probe) || `allowed it${probe.messageId && `: message ${probe.messageId}`}`,
        width,
      ),
      ...wrap('cause   ', probe.cause, width),
      ...wrap('fix     ', probe.fix, width),
    ];
    return lines.join('\n');
  });
}

function observations(report: VerifyReport, width: number, c: Colors): string[] {
  if (report.observations.length === 0) return [];
  const lines = grouped(report.observations, ({ what, result }) => `${what}: ${result}`);
  return [
    [
      c.dim('Observed, not judged'),
      ...lines.flatMap(([text, names]) => wrap('· ', `${text} (${namesText(names)})`, width)),
    ].join('\n'),
  ];
}

function notCovered(report: VerifyReport, width: number, c: Colors): string[] {
  if (report.notCovered.length === 0) return [];
  const lines = grouped(report.notCovered, ({ probe, why }) => `${probe}: ${why}`);
  return [
    [
      c.dim('Not covered'),
      ...lines.flatMap(([text, names]) => wrap('· ', `${text} (${namesText(names)})`, width)),
    ].join('\n'),
  ];
}

function verdict(report: VerifyReport, sandbox: boolean, c: Colors): string {
  const { failed, passed, sent, estimatedCost } = report.summary;
  const cost = sent > 0 && !sandbox ? c.dim(`, at most $${estimatedCost}`) : '';
  const line = `${summaryLine(report)}${cost}`;
  if (hasPassed(report)) return `${c.green('✔')} ${c.bold(line)}`;
  if (passed + failed === 0) return `${c.red('✘')} ${c.bold('nothing was planned, so nothing is shown')}`;
  return [
    `${c.red('✘')} ${c.bold(c.red(`${failed} of ${failed + passed} probes not passed`))}`,
    `  ${line}`,
  ].join('\n');
}
