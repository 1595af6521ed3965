import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeStacks } from '../../stacks';
import { delegate } from '../delegation';
import type { Manifest } from '../manifest/types';
import { readStackFiles, type StackFile } from './terraform/stack-files';

/** What a synthesis of this version gives, by way of a folder of its own that is gone afterwards. */
export function synthesized(manifest: Manifest): StackFile[] {
  const directory = mkdtempSync(join(tmpdir(), 'tendlc-access-'));
  try {
    writeStacks(manifest, delegate(manifest), directory);
    return readStackFiles(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
