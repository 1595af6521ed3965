import { Exit } from '../../errors';
import { sortByPosition } from '../../manifest/rules/report';
import type { Diagnostic } from '../../manifest/types';
import { useColors } from '../load-manifest';
import { print } from '../print';
import { baseOf } from './base';
import { type Budget, budgetsOf } from './budgets';
import { toGithub } from './github';
import { toJson } from './json';
import { prettyReport } from './pretty';
import { type ManifestOption, readManifest } from './read-manifest';

export interface CheckOptions extends ManifestOption {
  format?: 'pretty' | 'json' | 'github';
  strict?: boolean;
  base?: string;
  aws?: boolean;
}

export interface CheckResult {
  file: string;
  /** For code frames. */
  source: string;
  diagnostics: Diagnostic[];
  /** Empty where the manifest has errors: there is nothing to measure. */
  budgets: Budget[];
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

export async function check(options: CheckOptions): Promise<CheckResult> {
  const base = options.base === undefined ? undefined : baseOf(options.base, options);
  const { manifest, diagnostics, file, source } = readManifest(options, { base });
  if (!manifest) return { file, source, diagnostics, budgets: [] };
  const measured = budgetsOf(manifest);
  const found = options.aws ? await (await import('./aws')).compareWithAws(manifest) : [];
  return {
    file,
    source,
    diagnostics: sortByPosition([...diagnostics, ...measured.diagnostics, ...found]),
    budgets: measured.budgets,
  };
}
