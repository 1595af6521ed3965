import type { BaseManifest } from './base';
import { createDraft, type Draft } from './draft';
import { resolve } from './resolve';
import { rules as allRules, type Rule, type Stages } from './rules';
import { Report } from './rules/report';
import { decode, Positions, parseYaml } from './source';
import type { Diagnostic, Manifest } from './types';

export { type BaseManifest, parseBase } from './base';

export interface ParseResult {
  /** Absent where any diagnostic is an error. */
  manifest?: Manifest;
  /** In the order of the file. */
  diagnostics: Diagnostic[];
}

export interface ParseOptions {
  /** The rules to judge by; a test leaves one out to see that its example then passes. */
  rules?: readonly Rule[];
  /** An earlier manifest: what it forbids now is judged too. */
  base?: BaseManifest;
}

/**
 * Reads, validates and resolves a manifest. Never throws for what the file says: every mistake is a diagnostic,
 * and all of them come from one call.
 * @param source what the file holds
 * @param file its path, as diagnostics shall name it
 * @example const { manifest, diagnostics } = parseManifest(readFileSync(path), path);
 */
export function parseManifest(
  source: string | Buffer,
  file: string,
  options: ParseOptions = {},
): ParseResult {
  const rules = options.rules ?? allRules;
  const decoded = decode(source);
  const report = new Report(file, new Positions(decoded.text));
  run(rules, 'source', decoded, report);
  if (decoded.tooLarge || decoded.invalidAt !== undefined || decoded.text.trim() === '')
    return result(report);

  const parsed = parseYaml(decoded.text);
  run(rules, 'yaml', { ...parsed, text: decoded.text }, report);
  if (parsed.broken) return result(report);

  const draft = createDraft(parsed);
  report.locate = draft.locate;
  explain(rules, draft, report);
  run(rules, 'meaning', draft, report);
  if (options.base) run(rules, 'base', { draft, base: options.base }, report);
  if (draft.issues.length > 0) return result(report);
  return result(report, () => resolve(draft, file, (path) => report.range({ at: path })));
}

/** Each issue by the first structure rule that knows it. */
function explain(rules: readonly Rule[], draft: Draft, report: Report): void {
  const structure = rules.filter((rule) => rule.stage === 'structure');
  for (const issue of draft.issues) {
    const rule = structure.find((candidate) => candidate.matches(issue, draft));
    if (rule && !report.isFull(rule)) report.add(rule, rule.explain(issue, draft));
  }
}

function run<Stage extends keyof Stages>(
  rules: readonly Rule[],
  stage: Stage,
  subject: Stages[Stage],
  report: Report,
): void {
  for (const rule of rules) {
    if (rule.stage !== stage) continue;
    for (const finding of rule.check(subject as never)) {
      report.add(rule, finding);
      if (report.isFull(rule)) break;
    }
  }
}

function result(report: Report, manifest?: () => Manifest): ParseResult {
  const diagnostics = report.diagnostics();
  const failed = diagnostics.some(({ severity }) => severity === 'error');
  return failed || !manifest ? { diagnostics } : { manifest: manifest(), diagnostics };
}
