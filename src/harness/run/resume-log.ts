import { appendFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Probe, ProbePlan } from '../plan/types';
import { definitionOf } from '../probes';
import type { ProbeResult, VerifyReport } from '../types';
import type { Progress } from './types';

/**
 * A file beside the report: a line before every send and a line for every result. If the process is killed,
 * `--resume` reads from it what may have been sent.
 */
export class ResumeLog {
  private readonly file: string;

  constructor(
    report: string,
    private readonly plan: ProbePlan,
    private readonly earlier?: VerifyReport,
  ) {
    this.file = logOf(report);
  }

  on(event: Progress): void {
    if (event.kind === 'started') {
      const { runId, mode, destination, manifestDigest } = this.plan;
      const startedAt = this.earlier?.startedAt ?? new Date().toISOString();
      const head = line({ runId, mode, destination, manifestDigest, startedAt });
      const results = (this.earlier?.probes ?? []).map((done) => line({ done }));
      // Renamed into place: what an earlier run sent must not be lost if this one is killed while it writes.
      writeFileSync(`${this.file}.new`, [head, ...results].join(''));
      renameSync(`${this.file}.new`, this.file);
    }
    if (event.kind === 'sending') appendFileSync(this.file, line({ sending: unknownOutcome(event.probe) }));
    if (event.kind === 'done') appendFileSync(this.file, line({ done: event.result }));
  }

  /** The report is written, so that the log is not needed. */
  remove(): void {
    rmSync(this.file, { force: true });
  }
}

/** The log beside the report's place, as the report that the run would have written; undefined if there is no log. */
export function readResumeLog(report: string): VerifyReport | undefined {
  const file = logOf(report);
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
    summary: { passed: 0, failed: 0, sent: 0, throttled: 0, estimatedCost: '0.00' },
    probes: [...results.values()],
    observations: [],
    notCovered: [],
  };
}

/** A message that was or may have been sent. */
export function mayHaveSent({ status, probe, maybeSent }: ProbeResult): boolean {
  return definitionOf(probe)?.sends === true && (status === 'passed' || maybeSent === true);
}

/** What either of two reports of one run knows of its messages. */
export function mergeSent(report: VerifyReport, later: VerifyReport): VerifyReport {
  const sent = later.probes.filter(mayHaveSent);
  const others = report.probes.filter(({ id }) => !sent.some((one) => one.id === id));
  return { ...report, probes: [...others, ...sent] };
}

/** What is known of a send before its answer. */
function unknownOutcome({ call, requiresAnyOf, requiresTrustBypass, ...probe }: Probe): ProbeResult {
  return {
    ...probe,
    status: 'inconclusive',
    code: 'Started',
    reason: '',
    message: '',
    requestId: '',
    cause: 'the run ended while this message was being sent: it may have arrived, and is not sent again',
    fix: 'look for the run ID in the delivery events; to send again, run without --resume, with --only',
    messageId: '',
    maybeSent: true,
    attempts: 1,
    durationMs: 0,
  };
}

const logOf = (report: string) => `${report}.partial`;
const line = (entry: object) => `${JSON.stringify(entry)}\n`;

/** Undefined for a line that was cut off when the process was killed. */
function parse(text: string): { done?: ProbeResult; sending?: ProbeResult } | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
