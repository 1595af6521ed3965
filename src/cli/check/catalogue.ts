import { rules } from '../../manifest/rules';
import type { Severity } from '../../manifest/types';
import { awsRules } from './aws/rules';
import { fileRules } from './file-rules';
import { quotaRules } from './quota-rules';

export interface CatalogueEntry {
  code: string;
  severity: Severity;
  title: string;
  meaning: string;
}

/** Every code that `tendlc check` knows, in order: what docs/diagnostics.md is made of. */
export const catalogue: readonly CatalogueEntry[] = [...fileRules, ...rules, ...quotaRules, ...awsRules]
  .map(({ code, severity, title, meaning }) => ({ code, severity, title, meaning }))
  .sort((left, right) => (left.code < right.code ? -1 : 1));
