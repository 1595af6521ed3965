import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Measured {
  /** Milliseconds. */
  wall: number;
  /** Kilobytes, of the process itself. */
  peak: number;
}

const folder = mkdtempSync(join(tmpdir(), 'tendlc-bench-'));

export const scratch = (name: string): string => join(folder, name);

/** Runs `node ARGS` in its own process. Throws if it fails, because a failure would count as fast. */
export function measure(args: readonly string[]): Measured {
  const usage = scratch('usage');
  const started = performance.now();
  const child = spawnSync(process.execPath, ['--require', join(__dirname, 'usage.cjs'), ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    env: { ...process.env, BENCH_USAGE: usage },
  });
  const wall = performance.now() - started;
  if (child.status !== 0)
    throw new Error(`node ${args.join(' ')} ended with ${child.status}\n${child.stderr}`);
  return { wall, peak: Number(readFileSync(usage, 'utf8')) };
}

/**
 * Runs all in turn, `rounds` times, so that other load on the machine affects each alike. Keeps the best of each.
 */
export function compare(rounds: number, runs: Record<string, () => Measured>): Record<string, Measured> {
  const best: Record<string, Measured> = {};
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries(runs)) {
      const { wall, peak } = run();
      const before = best[name] ?? { wall, peak };
      best[name] = { wall: Math.min(before.wall, wall), peak: Math.min(before.peak, peak) };
    }
  }
  return best;
}
