import { closeSync, openSync, readSync } from 'node:fs';
import { type BaseManifest, type ParseResult, parseManifest } from '../../manifest';
import { maximumBytes } from '../../manifest/source';
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
    const source = readUpTo(file, maximumBytes + 1);
    return {
      file,
      source: source.toString('utf8').replace(/^\ufeff/, ''),
      ...parseManifest(source, file, { base }),
    };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return { file, source: '', diagnostics: fileRules.map((rule) => atFirstCharacter(file, rule, error)) };
  }
}

/** A pipe or a device may never end: what is too large for a manifest is not read to its end. */
function readUpTo(file: string, limit: number): Buffer {
  const descriptor = openSync(file, 'r');
  try {
    const chunks: Buffer[] = [];
    let length = 0;
    while (length < limit) {
      const chunk = Buffer.alloc(Math.min(1024 * 1024, limit - length));
      const read = readSync(descriptor, chunk);
      if (read === 0) break;
      chunks.push(chunk.subarray(0, read));
      length += read;
    }
    return Buffer.concat(chunks);
  } finally {
    closeSync(descriptor);
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
