import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize, writeStacks } from '../../../stacks';
import { delegate } from '../../delegation';
import { Exit } from '../../errors';
import type { Manifest } from '../../manifest/types';
import { underCdktf } from '../../under-cdktf';
import type { SynthOptions } from '../commands/synth';
import { loadManifest } from '../load-manifest';
import { log, print } from '../print';
import { compareOutputs, type Difference } from './compare';
import { outputDirectory } from './output';

/** Exit 1 if the manifest has errors, or `--check` finds a difference. */
export function runSynth(options: SynthOptions): void {
  const manifest = loadManifest(options, { quiet: underCdktf() });
  const outdir = outputDirectory(options.output);
  if (options.check) check(manifest, outdir);
  else write(manifest, outdir);
}

function write(manifest: Manifest, outdir: string): void {
  synthesize(manifest, delegate(manifest), outdir);
  if (!underCdktf()) log(`Wrote the stacks of ${manifest.file} to ${outdir}\n`);
}

function check(manifest: Manifest, outdir: string): void {
  const scratch = mkdtempSync(join(tmpdir(), 'tendlc-check-'));
  try {
    writeStacks(manifest, delegate(manifest), scratch);
    const differences = compareOutputs(outdir, scratch);
    if (differences.length === 0) {
      log(`${outdir} is what ${manifest.file} gives\n`);
      return;
    }
    print(differences.map((difference) => `${textOf(difference)}\n`).join(''));
    log(adviceFor(differences, outdir));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  throw new Exit(1);
}

const explain = {
  changed: 'is not what the manifest gives',
  missing: 'is missing',
  stale: 'is not in the manifest',
};

function textOf(difference: Difference): string {
  return difference.kind === 'foreign' ? difference.text : `${difference.what} ${explain[difference.kind]}`;
}

function adviceFor(differences: readonly Difference[], outdir: string): string {
  const foreign = differences.some(({ kind }) => kind === 'foreign');
  return [
    ...(foreign ? ['Move away what a synth does not write.\n'] : []),
    ...(differences.some(({ kind }) => kind !== 'foreign')
      ? [`${outdir} is out of date: run \`npx tendlc synth\` and commit what it writes\n`]
      : []),
  ].join('');
}
