import type { Manifest } from '../../manifest/types';
import type { Cell } from '../cells';
import type { Change } from '../changes';

/** What `tendlc access` has found, for every format. */
export interface AccessReport {
  manifest: Manifest;
  /** Where the policies come from, e.g. `a fresh synthesis`. */
  source: string;
  cells: Cell[];
  /** What nobody could judge; counts like a disagreement. */
  problems: string[];
  opens: string[];
  notSeen: string[];
  /** With `--base` or `--plan`. */
  difference?: { title: string; changes: Change[] };
}
