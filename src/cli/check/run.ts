import { Exit } from '../../errors';
import { sortByPosition } from '../../manifest/rules/report';
import type { CheckOptions } from '../commands/check';
import { print } from '../print';
import { baseOf } from './base';
import { checkFormats } from './formats';
import { quotaReport } from './quotas';
import { readManifest } from './read-manifest';
import type { CheckResult } from './result';

/** Validates and prints; ends with exit 1 on an error, and under `strict` on a warning. */
export async function runCheck(options: CheckOptions): Promise<void> {
  const result = await check(options);
  const { format } = options;
  print(await checkFormats[format](result), { commands: format === 'github' });
  const failing = options.strict ? ['error', 'warning'] : ['error'];
  if (result.diagnostics.some(({ severity }) => failing.includes(severity))) throw new Exit(1);
}

async function check(options: CheckOptions): Promise<CheckResult> {
  const base = options.base === undefined ? undefined : baseOf(options.base, options);
  const { manifest, diagnostics, file, source } = readManifest(options, { base });
  if (!manifest) return { file, source, diagnostics, budgets: [] };
  const measured = quotaReport(manifest);
  const found = options.aws ? await (await import('./aws')).compareWithAws(manifest) : undefined;
  return {
    file,
    source,
    diagnostics: sortByPosition([...diagnostics, ...measured.diagnostics, ...(found?.diagnostics ?? [])]),
    budgets: measured.budgets,
    readiness: found?.readiness,
  };
}
