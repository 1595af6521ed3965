import type { Manifest } from '../../manifest/types';
import type { AccessCheck, AccessProblem, Change } from '../model';

/** What `tendlc access` has found, for every format. */
export interface AccessReport {
  manifest: Manifest;
  /** Where the policies come from, for instance `a fresh synthesis`. */
  source: string;
  cells: AccessCheck[];
  /** What `access` could not evaluate; each counts like a disagreement. */
  problems: AccessProblem[];
  opens: string[];
  notSeen: string[];
  /** With `--base` or `--plan`. */
  difference?: { title: string; changes: Change[]; before: Manifest };
}
