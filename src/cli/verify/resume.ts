import { readFileSync } from 'node:fs';
import { type Plan, readJournal, type VerifyReport } from '../../harness';
import { UserError } from '../errors';

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
  if (report?.version !== 1 || !Array.isArray(report.probes) || !report.manifestDigest || !report.runId) {
    throw new UserError(`--resume ${file} is no report of \`tendlc verify --format json\``);
  }
  return report as VerifyReport;
}

/** Another manifest, mode or destination would make the old results those of another question. */
export function checkSame(file: string, report: VerifyReport, plan: Plan): void {
  const differences: [string, string, string][] = [
    ['manifest', report.manifestDigest.slice(0, 12), plan.manifestDigest.slice(0, 12)],
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
