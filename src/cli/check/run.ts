import { readBase } from '../../base';
import { Exit } from '../../errors';
import { type BaseManifest, parseBase } from '../../manifest';
import { sortByPosition } from '../../manifest/rules/report';
import type { CheckOptions } from '../commands/check';
import { print } from '../print';
import { checkFormats } from './formats';
import { quotaReport } from './quotas';
import { manifestPath, readManifest } from './read-manifest';
import type { CheckResult } from './result';

/** Validates and prints; ends with exit 1 on an error, and under `strict` on a warning. */
export async function runCheck(options: CheckOptions): Promise<void> {
  const result = await check(options);
  const { format } = options;
  print(await checkFormats[format](result), { commands: format === 'github' });
  const failing = options.strict ? ['error', 'warning'] : ['error'];
  if (result.diagnostics.some(({ severity }) => failing.includes(severity))) throw new Exit(1);
}

/** The earlier manifest: a file, a folder, or the manifest's path in a git revision. */
function baseOf(name: string, options: CheckOptions): BaseManifest {
  const { manifest } = readBase(name, manifestPath(options));
  return parseBase(manifest?.source, manifest?.file ?? name);
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
