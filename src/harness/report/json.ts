import type { VerifyReport } from '../types';

/** docs/verify.md describes every key. */
export function jsonReport(report: VerifyReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
