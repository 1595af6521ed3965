/**
 * Compares synth with CDKTF alone: `node --import tsx bench/synth.ts [SECONDARIES] [ROUNDS]`.
 * Wanted: synth within 1.3 of the yardstick in time and memory, synth --check within 1.3 of synth.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestOf } from './support/manifest';
import { compare, type Measured, measure, scratch } from './support/measure';

const [count, rounds] = [Number(process.argv[2] ?? 1000), Number(process.argv[3] ?? 3)];
const root = join(__dirname, '..');
const manifest = scratch('accounts.yaml');
writeFileSync(manifest, manifestOf(count));
const [yardstick, output] = [scratch('yardstick'), scratch('cdktf.out')];

function synth(...options: string[]): Measured {
  return measure([
    join(root, 'bin/tendlc.js'),
    'synth',
    '--manifest',
    manifest,
    '--output',
    output,
    ...options,
  ]);
}

const results = compare(rounds, {
  yardstick: () =>
    measure(['--import', 'tsx', join(root, 'bench/yardstick/main.ts'), String(count), yardstick]),
  synth: () => synth(),
  'synth --check': () => synth('--check'),
});

/** Counts the resources of each type. The yardstick must do the same work. */
function resources(outdir: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const stack of readdirSync(join(outdir, 'stacks'))) {
    const { resource } = JSON.parse(readFileSync(join(outdir, 'stacks', stack, 'cdk.tf.json'), 'utf8'));
    for (const [type, named] of Object.entries(resource as Record<string, object>)) {
      counts[type] = (counts[type] ?? 0) + Object.keys(named).length;
    }
  }
  return counts;
}
const [same, ours] = [resources(yardstick), resources(output)].map((counts) => JSON.stringify(counts));
if (same !== ours) throw new Error(`the yardstick writes ${same}, synth writes ${ours}`);

function row(name: string, against: string): object {
  const [a, b] = [results[name]!, results[against]!];
  return {
    '': name,
    seconds: (a.wall / 1000).toFixed(2),
    'peak MB': Math.round(a.peak / 1024),
    against,
    'time ratio': (a.wall / b.wall).toFixed(2),
    'memory ratio': (a.peak / b.peak).toFixed(2),
  };
}
console.log(`${count} secondaries, best of ${rounds}`);
console.table([row('yardstick', 'yardstick'), row('synth', 'yardstick'), row('synth --check', 'synth')]);
