import { useColors } from '../print';
import type { CheckResult } from './result';

/** Each `--format` of `check`. A format is imported when it is used, so that `--help` starts at once. */
export const checkFormats = {
  pretty: async (result: CheckResult) =>
    (await import('./pretty')).prettyReport(result, { colors: useColors(process.stdout) }),
  json: async ({ diagnostics, budgets, readiness }: CheckResult) =>
    (await import('./json')).toJson(diagnostics, budgets, readiness),
  github: async ({ diagnostics }: CheckResult) => (await import('./github')).toGithub(diagnostics),
} satisfies Record<string, (result: CheckResult) => Promise<string>>;
