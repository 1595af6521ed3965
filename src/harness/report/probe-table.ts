import Table from 'cli-table3';
import type pc from 'picocolors';
import type { ProbeResult, VerifyReport } from '../types';
import { byAccount, callerLabel, durationText, keysOf, labelOf, resultLabel } from './labels';
import { fold } from './wrap';

export type Colors = ReturnType<typeof pc.createColors>;

/** Every probe of these accounts, a row each. */
export function probeTable(
  probes: readonly ProbeResult[],
  { mode }: Pick<VerifyReport, 'mode'>,
  width: number,
  c: Colors,
): string {
  const { keys, columns } = layout(probes, width);
  const rows = new Table({
    head: ['as', 'number', 'what it proves', 'result', 'time', keys ? 'message ID' : 'message'].map((text) =>
      c.dim(text),
    ),
    colWidths: columns,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 1, compact: true },
    chars: Object.fromEntries(BORDERS.map((name) => [name, name === 'left' ? '  ' : ''])),
  });
  for (const [account, own] of byAccount(probes)) {
    rows.push([{ colSpan: columns.length, content: heading(account, own, c) }]);
    for (const probe of own) rows.push(row(probe, mode === 'dry-run', { keys, columns }, c));
  }
  return rows
    .toString()
    .split('\n')
    .map((line) => line.trimEnd().replace(/^ {2}(?=\S*▸)/, ''))
    .join('\n');
}

/** Widths, with the space between columns, of what it proves, the result and the time. */
const FIXED = [27, 12, 7];
const INDENT = 2;
const SHORT_ID = 8;
const LONG_ID = 37;
/** Enough for `other account` and for `marketing`: longer names continue on the next line. */
const LEAST = { caller: 14, number: 10 };

interface Layout {
  columns: [caller: number, number: number, ...others: number[]];
  /** Present: there is room to say whose outsider it was, and for the whole message ID. */
  keys?: ReadonlyMap<string, string>;
}

/** As wide as the names need, if the terminal is; otherwise the caller and the number share the room. */
function layout(probes: readonly ProbeResult[], width: number): Layout {
  const left = width - INDENT - FIXED.reduce((sum, one) => sum + one, 0);
  const keys = keysOf(probes);
  const number = widest(probes.map((probe) => probe.number || 'number'));
  const named = widest(probes.map((probe) => callerLabel(probe, keys)));
  if (named + number + LONG_ID <= left) return { columns: [named, number, ...FIXED, LONG_ID], keys };
  const caller = widest(probes.map((probe) => callerLabel(probe)));
  const room = Math.max(LEAST.caller + LEAST.number, left - SHORT_ID);
  const half = Math.min(Math.floor(room / 2), room - LEAST.caller);
  const forNumber = Math.min(number, Math.max(room - caller, half));
  return { columns: [Math.min(caller, room - forNumber), forNumber, ...FIXED, SHORT_ID + 1] };
}

function widest(texts: readonly string[]): number {
  return texts.reduce((most, { length }) => Math.max(most, length), 0) + 1;
}

const BORDERS = [
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
  { keys, columns: [caller, number] }: Layout,
  c: Colors,
): string[] {
  const paint = { passed: c.green, failed: c.red, inconclusive: c.yellow }[probe.status];
  return [
    fold(callerLabel(probe, keys), caller - 1),
    probe.number ? fold(probe.number, number - 1) : c.dim('–'),
    labelOf(probe),
    paint(resultLabel(probe, dryRun)),
    durationText(probe.durationMs),
    keys ? probe.messageId : probe.messageId.slice(0, SHORT_ID),
  ];
}
