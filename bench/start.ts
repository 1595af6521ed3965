/** Measures `npm start` on the example manifest as a whole process: in seconds, and as a multiple of `node -e 0`. */
import { spawnSync } from 'node:child_process';

const runs = 5;

function seconds(command: string, args: readonly string[]): number {
  const start = process.hrtime.bigint();
  const { status } = spawnSync(command, args, { stdio: 'ignore' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}`);
  return Number(process.hrtime.bigint() - start) / 1e9;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

const bare: number[] = [];
const start: number[] = [];
for (let run = 0; run < runs; run++) {
  bare.push(seconds(process.execPath, ['-e', '0']));
  start.push(seconds('npm', ['start', '--silent']));
}
console.table({
  'npm start': {
    'median s': median(start).toFixed(2),
    'times node -e 0': (median(start) / median(bare)).toFixed(1),
  },
});
