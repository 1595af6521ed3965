import type { Manifest } from '../../manifest/types';
import type { Change } from '../compare/index';
import type { AccessCheck } from '../matrix';

/** What `tendlc access` has found, for every format. */
export interface AccessReport {
  manifest: Manifest;
  /** Where the policies come from, e.g. `a fresh synthesis`. */
  source: string;
  cells: AccessCheck[];
  /** What nobody could judge; counts like a disagreement. */
  problems: string[];
  opens: string[];
  notSeen: string[];
  /** With `--base` or `--plan`. */
  difference?: { title: string; changes: Change[] };
}
