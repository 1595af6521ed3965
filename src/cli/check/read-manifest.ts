import { readFileSync } from 'node:fs';
import { type BaseManifest, type ParseResult, parseManifest } from '../../manifest';
import type { Diagnostic } from '../../manifest/types';

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

/** Reads and parses; a file that cannot be read is a diagnostic too. */
export function readManifest(options: ManifestOption, base?: BaseManifest): ReadResult {
  const file = manifestPath(options);
  try {
    const source = readFileSync(file);
    // Everything but a broken file fits easily; frames of a larger one would help nobody.
    return {
      file,
      source: source.toString('utf8', 0, 20 * 1024 * 1024),
      ...parseManifest(source, file, { base }),
    };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return { file, source: '', diagnostics: [unreadable(file, error)] };
  }
}

const causes: Record<string, string> = {
  ENOENT: 'There is no such file',
  EISDIR: 'This is a directory',
  EACCES: 'This user may not read it',
  ENOTDIR: 'A part of the path is a file, not a directory',
};

/** Why the manifest could not be read, as the diagnostic TD001 at the first character. */
function unreadable(file: string, error: NodeJS.ErrnoException): Diagnostic {
  const start = { line: 1, column: 1 };
  return {
    code: 'TD001',
    severity: 'error',
    message: `The manifest ${file} cannot be read: ${causes[error.code ?? ''] ?? error.message}.`,
    fix: 'Name it with --manifest FILE or TENDLC_MANIFEST; without either it is config/accounts.yaml of this directory.',
    file,
    range: { start, end: start },
    related: [],
  };
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return (
    error instanceof Error && typeof (error as NodeJS.ErrnoException).code === 'string' && 'syscall' in error
  );
}
