import { readFileSync } from 'node:fs';
import { type BaseManifest, type ParseResult, parseManifest } from '../../manifest';
import type { Diagnostic } from '../../manifest/types';
import { fileRules as allFileRules, type FileRule } from './file-rules';

export interface ManifestOption {
  /** Value of `--manifest`. */
  manifest?: string;
}

export interface ReadResult extends ParseResult {
  file: string;
  /** What was read, for code frames; empty where it could not be. */
  source: string;
}

/** `--manifest`, else TENDLC_MANIFEST, else config/accounts.yaml. */
export function manifestPath(options: ManifestOption, env: NodeJS.ProcessEnv = process.env): string {
  return options.manifest || env.TENDLC_MANIFEST || 'config/accounts.yaml';
}

export interface ReadOptions {
  base?: BaseManifest;
  fileRules?: readonly FileRule[];
}

/** Reads and parses; a file that cannot be read is a diagnostic too. */
export function readManifest(
  options: ManifestOption,
  { base, fileRules = allFileRules }: ReadOptions = {},
): ReadResult {
  const file = manifestPath(options);
  try {
    const source = readFileSync(file);
    // Everything but a broken file fits easily; frames of a larger one would help nobody.
    return {
      file,
      source: source.toString('utf8', 0, 20 * 1024 * 1024).replace(/^\ufeff/, ''),
      ...parseManifest(source, file, { base }),
    };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return { file, source: '', diagnostics: fileRules.map((rule) => atFirstCharacter(file, rule, error)) };
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return typeof error === 'object' && error !== null && 'code' in error && 'syscall' in error;
}

function atFirstCharacter(file: string, rule: FileRule, error: NodeJS.ErrnoException): Diagnostic {
  const start = { line: 1, column: 1 };
  const { code, severity } = rule;
  return { code, severity, ...rule.explain(file, error), file, range: { start, end: start }, related: [] };
}
