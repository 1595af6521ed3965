import { appendFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Plan } from '../plan/types';
import type { ProbeResult, VerifyReport } from '../types';
import type { Progress } from './types';

/**
 * A line for every send before it is made and for every result, beside the report to be: whatever ends the process,
 * `--resume` knows what may be on its way.
 */
export class Journal {
  private readonly file: string;

  constructor(
    report: string,
    private readonly plan: Plan,
    private readonly earlier?: VerifyReport,
  ) {
    this.file = journalOf(report);
  }

  on(event: Progress): void {
    if (event.kind === 'started') {
      const { runId, mode, destination, manifestDigest } = this.plan;
      const startedAt = this.earlier?.startedAt ?? new Date().toISOString();
      const head = line({ runId, mode, destination, manifestDigest, startedAt });
      const results = (this.earlier?.probes ?? []).map((done) => line({ done }));
      // What an earlier run sent must not be lost should this one be killed too, at any moment.
      writeFileSync(`${this.file}.new`, [head, ...results].join(''));
      renameSync(`${this.file}.new`, this.file);
    }
    if (event.kind === 'sending') appendFileSync(this.file, line({ sending: unknownOutcome(event.probe) }));
    if (event.kind === 'done') appendFileSync(this.file, line({ done: event.result }));
  }

  /** The report itself stands: the journal has done its work. */
  remove(): void {
    rmSync(this.file, { force: true });
  }
}

/** A journal, where one is left beside the report's place, as the report that the run would have given. */
export function readJournal(report: string): VerifyReport | undefined {
  const file = journalOf(report);
  if (!existsSync(file)) return undefined;
  const [head, ...lines] = readFileSync(file, 'utf8').split('\n');
  const results = new Map<string, ProbeResult>();
  for (const text of lines) {
    const entry = parse(text);
    const result = entry?.done ?? entry?.sending;
    if (result) results.set(result.id, result);
  }
  const started = parse(head!) as unknown as VerifyReport | undefined;
  if (!started) return undefined;
  return {
    ...started,
    version: 1,
    finishedAt: started.startedAt,
    summary: { passed: 0, failed: 0, sent: 0, estimatedCost: '0.00' },
    probes: [...results.values()],
    observations: [],
    notCovered: [],
  };
}

/** A message that was or may have been sent. */
export function isOnItsWay({ status, expected, probe, maybeSent }: ProbeResult): boolean {
  return expected === 'allowed' && probe.startsWith('send') && (status === 'passed' || maybeSent === true);
}

/** What either of two reports of one run knows of its messages. */
export function together(report: VerifyReport, later: VerifyReport): VerifyReport {
  const sent = later.probes.filter(isOnItsWay);
  const others = report.probes.filter(({ id }) => !sent.some((one) => one.id === id));
  return { ...report, probes: [...others, ...sent] };
}

/** What a send is until its answer is known. */
function unknownOutcome({
  step,
  needs,
  pastOpenTrust,
  ...probe
}: Plan['accounts'][number]['probes'][number]): ProbeResult {
  return {
    ...probe,
    status: 'inconclusive',
    code: 'Started',
    reason: '',
    cause: 'the run ended while this message was being sent: it may have arrived, and is not sent again',
    fix: 'look for the run ID in the delivery events; to send again, run without --resume, with --only',
    messageId: '',
    maybeSent: true,
    attempts: 1,
    durationMs: 0,
  };
}

const journalOf = (report: string) => `${report}.partial`;
const line = (entry: object) => `${JSON.stringify(entry)}\n`;

/** The last line may have been cut off with the process. */
function parse(text: string): { done?: ProbeResult; sending?: ProbeResult } | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
