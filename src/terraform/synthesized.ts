import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeStacks } from '../../stacks/index';
import { delegate } from '../delegation/index';
import type { Manifest } from '../manifest/types';
import { readStackFiles, type StackFile } from './stack-files';

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
