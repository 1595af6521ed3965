import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { delegate } from '../../src/delegation';
import type { Manifest } from '../../src/manifest/types';
import { type SynthesizeOptions, writeStacks } from '../../stacks';

/** A parsed cdk.tf.json, loosely typed on purpose: tests read it as Terraform does. */
// biome-ignore lint/suspicious/noExplicitAny: JSON of any shape
export type Json = any;

export interface Synthesized {
  outdir: string;
  stack(name: string): Json;
}

/** Creates a new scratch folder. */
export const scratch = (): string => mkdtempSync(join(tmpdir(), 'tendlc-test-'));

export function synthesizeToScratch(manifest: Manifest, options: SynthesizeOptions = {}): Synthesized {
  const outdir = join(scratch(), 'cdktf.out');
  writeStacks(manifest, delegate(manifest), outdir, { lockFile: join(outdir, 'none'), ...options });
  return { outdir, stack: (name) => readStack(outdir, name) };
}

export function readStack(outdir: string, name: string): Json {
  return JSON.parse(readFileSync(join(outdir, 'stacks', name, 'cdk.tf.json'), 'utf8'));
}
