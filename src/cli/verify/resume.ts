import { readFileSync } from 'node:fs';
import { UserError } from '../../errors';
import { mergeSent, type ProbePlan, readResumeLog, type VerifyReport } from '../../harness';

/** The report to resume from, or what a killed run left of it. */
export function readReport(file: string): VerifyReport {
  const left = readResumeLog(file);
  if (left) return left;
  let report: Partial<VerifyReport>;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UserError(`--resume ${file} is not a JSON report: ${(error as Error).message}`, 2, {
      cause: error,
    });
  }
  const { version, probes, manifestDigest, runId, startedAt } = report ?? {};
  if (
    version !== 1 ||
    !Array.isArray(probes) ||
    !probes.every((one) => typeof one?.id === 'string') ||
    !manifestDigest ||
    !runId ||
    !startedAt
  ) {
    throw new UserError(`--resume ${file} is not a report of \`tendlc verify --format json\``);
  }
  return report as VerifyReport;
}

/**
 * If this run writes its report to another file, an earlier run that resumed from the same report may have left one
 * there: what that one sent must not be sent again either.
 */
export function withLater(report: VerifyReport, file: string | undefined): VerifyReport {
  if (file === undefined) return report;
  try {
    const later = readReport(file);
    return later.runId === report.runId ? mergeSent(report, later) : report;
  } catch {
    return report;
  }
}

/** Milliseconds. */
const OLDEST = 24 * 3_600_000;

/** Throws if the report is of another manifest, mode or destination, or too old: its results say nothing of this run. */
export function checkSame(file: string, report: VerifyReport, plan: ProbePlan): void {
  if (!(Date.now() - Date.parse(report.startedAt) < OLDEST)) {
    throw new UserError(
      `--resume ${file} is of a run that began at ${report.startedAt}, more than a day ago, and says nothing of today; start a new run without --resume`,
    );
  }
  const differences: [string, string, string][] = [
    ['manifest, or of a rehearsal', report.manifestDigest.slice(0, 12), plan.manifestDigest.slice(0, 12)],
    ['mode', report.mode, plan.mode],
    ['destination', report.destination, plan.destination],
  ];
  for (const [what, then, now] of differences) {
    if (then === now) continue;
    throw new UserError(
      `--resume ${file} is of another ${what} (${then}, now ${now}): start a new run without --resume`,
    );
  }
}
