import type { Readiness } from '../../harness/readiness';
import type { Diagnostic } from '../../manifest/types';
import type { QuotaSummary } from './quotas';

/** The output of `--format json`: documented in docs/diagnostics.md, keys in this order. */
export function toJson(
  diagnostics: readonly Diagnostic[],
  budgets: readonly QuotaSummary[],
  readiness?: readonly Readiness[],
): string {
  const ordered = diagnostics.map(({ code, severity, message, fix, file, range, related }) => ({
    code,
    severity,
    message,
    fix,
    file,
    range,
    related: related.map((other) => ({ message: other.message, file: other.file, range: other.range })),
  }));
  return `${JSON.stringify({ version: 1, diagnostics: ordered, budgets, readiness }, null, 2)}\n`;
}
