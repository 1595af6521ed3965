import type { Severity } from '../../manifest/types';

export interface FileRule {
  code: string;
  severity: Severity;
  title: string;
  meaning: string;
  explain(file: string, error: NodeJS.ErrnoException): { message: string; fix: string };
}

const causes: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a directory',
  EACCES: 'this user may not read it',
  ENOTDIR: 'a part of the path is a file, not a directory',
};

/** What can be wrong before there is anything to look at. */
export const fileRules: readonly FileRule[] = [
  {
    code: 'TD001',
    severity: 'error',
    title: 'manifest that cannot be read',
    meaning: 'The file does not exist, is a directory, or may not be read.',
    explain: (file, error) => ({
      message: `The manifest ${file} cannot be read: ${causes[error.code ?? ''] ?? error.message}.`,
      fix: 'Name it with --manifest FILE or TENDLC_MANIFEST; without either it is config/accounts.yaml of this directory.',
    }),
  },
];
