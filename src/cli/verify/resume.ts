import { readFileSync } from 'node:fs';
import { UserError } from '../../errors';
import { type Plan, readJournal, together, type VerifyReport } from '../../harness';

/** The report to go on from, or what a killed run left of it. */
export function readReport(file: string): VerifyReport {
  const left = readJournal(file);
  if (left) return left;
  let report: Partial<VerifyReport>;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UserError(`--resume ${file} is no JSON report: ${(error as Error).message}`, 2, {
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
    throw new UserError(`--resume ${file} is no report of \`tendlc verify --format json\``);
  }
  return report as VerifyReport;
}

/**
 * Where this run's own report is another file, one that went on from the same report may have left something there
 * already, which was sent as well.
 */
export function withLater(report: VerifyReport, file: string | undefined): VerifyReport {
  if (file === undefined) return report;
  try {
    const later = readReport(file);
    return later.runId === report.runId ? together(report, later) : report;
  } catch {
    return report;
  }
}

const oldest = 24 * 3_600_000;

/** Another manifest, mode or destination, or another day, would make the old results those of another question. */
export function checkSame(file: string, report: VerifyReport, plan: Plan): void {
  if (!(Date.now() - Date.parse(report.startedAt) < oldest)) {
    throw new UserError(
      `--resume ${file} is of a run that began at ${report.startedAt}, more than a day ago: what it sent says nothing of today; start a new run without --resume`,
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
