import type { Readiness } from '../../harness/readiness';
import type { Diagnostic } from '../../manifest/types';
import type { QuotaSummary } from './quotas';

/** What one run of `check` found, for every output format. */
export interface CheckResult {
  file: string;
  /** The manifest's text, for code frames. */
  source: string;
  diagnostics: Diagnostic[];
  /** Empty if the manifest has errors: then there is nothing to measure. */
  budgets: QuotaSummary[];
  /** With `--aws`: whether the main account is ready to send. */
  readiness?: Readiness[];
}
