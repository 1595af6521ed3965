import { Exit } from '../../errors';
import { sortByPosition } from '../../manifest/rules/report';
import { print, useColors } from '../print';
import { baseOf } from './base';
import { toGithub } from './github';
import { toJson } from './json';
import { prettyReport } from './pretty';
import { quotaReport } from './quotas';
import { type ManifestOption, readManifest } from './read-manifest';
import type { CheckResult } from './result';

export interface CheckOptions extends ManifestOption {
  format?: 'pretty' | 'json' | 'github';
  strict?: boolean;
  base?: string;
  aws?: boolean;
}

/** Validates and prints; ends with exit 1 on an error, and under `strict` on a warning. */
export async function runCheck(options: CheckOptions): Promise<void> {
  const result = await check(options);
  const format = options.format ?? 'pretty';
  print(formats[format](result), { commands: format === 'github' });
  const failing = options.strict ? ['error', 'warning'] : ['error'];
  if (result.diagnostics.some(({ severity }) => failing.includes(severity))) throw new Exit(1);
}

const formats: Record<NonNullable<CheckOptions['format']>, (result: CheckResult) => string> = {
  pretty: (result) => prettyReport(result, { colors: useColors(process.stdout) }),
  json: ({ diagnostics, budgets }) => toJson(diagnostics, budgets),
  github: ({ diagnostics }) => toGithub(diagnostics),
};

async function check(options: CheckOptions): Promise<CheckResult> {
  const base = options.base === undefined ? undefined : baseOf(options.base, options);
  const { manifest, diagnostics, file, source } = readManifest(options, { base });
  if (!manifest) return { file, source, diagnostics, budgets: [] };
  const measured = quotaReport(manifest);
  const found = options.aws ? await (await import('./aws')).compareWithAws(manifest) : [];
  return {
    file,
    source,
    diagnostics: sortByPosition([...diagnostics, ...measured.diagnostics, ...found]),
    budgets: measured.budgets,
  };
}
