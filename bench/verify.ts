/**
 * Measures `tendlc verify` on 300 secondaries against a sandbox in its own process, which waits 50 ms before each
 * answer. With a rate, it compares the time with the minimum at that rate; without a rate, with the sum of the waits at
 * this concurrency. It also compares the memory for 100 and 300 secondaries.
 * Run: node --expose-gc --import tsx bench/verify.ts
 */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { delegate } from '../src/delegation';
import { estimate, type ProbePlan, planProbes, runProbes, type VerifyReport } from '../src/harness';
import { parseManifest } from '../src/manifest';
import type { Manifest } from '../src/manifest/types';
import { startSandbox } from '../src/sandbox';
import { seedWorld } from '../src/sandbox/seed/seed-world';
import { synthesize } from '../stacks';
import { manifestOf } from './support/manifest';

const secondaries = Number(process.env.SECONDARIES ?? 300);
const rate = Number(process.env.RATE ?? 10);
const latency = 50;
const concurrency = 10;

function manifestFor(count: number): Manifest {
  const { manifest, diagnostics } = parseManifest(manifestOf(count), 'bench.yaml');
  if (!manifest) throw new Error(JSON.stringify(diagnostics[0]));
  return manifest;
}

/** In the child: runs a sandbox, sends its environment to the parent, and its usage on request. */
async function serve(directory: string, count: number, rates: number | 'off'): Promise<void> {
  const manifest = manifestFor(count);
  const output = join(directory, 'cdktf.out');
  synthesize(manifest, delegate(manifest), output, { sandbox: true });
  const world = seedWorld(manifest, { from: output });
  const sandbox = await startSandbox({ world, directory, sms: { rates }, faults: { latency } });
  process.on('message', () => process.send!(sandbox.usage()));
  process.send!(sandbox.env);
}

interface Usage {
  operation: string;
  calls: number;
  errors: number;
}
interface Measured {
  plan: ProbePlan;
  report: VerifyReport;
  seconds: number;
  /** Megabytes above the heap before the run. */
  heap: number;
  usage: Usage[];
}

const answer = <T>(child: ChildProcess) =>
  new Promise<T>((resolve) => child.once('message', (message) => resolve(message as T)));

/** `sampleHeap` collects and measures the heap after each account. That costs time, so no run measures both. */
async function measure(count: number, rates: number | 'off', sampleHeap = false): Promise<Measured> {
  const directory = mkdtempSync(join('.tendlc', 'sandbox', 'bench-'));
  const child = fork(__filename, ['serve', directory, String(count), String(rates)], {
    execArgv: ['--import', 'tsx'],
  });
  try {
    Object.assign(process.env, await answer<object>(child));
    const manifest = manifestFor(count);
    const plan = planProbes(manifest, delegate(manifest), { runId: 'bench' });
    global.gc?.();
    const before = process.memoryUsage().heapUsed;
    let peak = before;
    const started = performance.now();
    const options = { propagationTimeout: 0, concurrency, rate: rates === 'off' ? undefined : rates };
    const report = await runProbes(plan, options, ({ kind }) => {
      if (kind !== 'account' || !sampleHeap) return;
      global.gc?.();
      peak = Math.max(peak, process.memoryUsage().heapUsed);
    });
    const seconds = (performance.now() - started) / 1000;
    child.send('usage');
    const usage = await answer<Usage[]>(child);
    return { plan, report, seconds, heap: (peak - before) / 2 ** 20, usage };
  } finally {
    child.kill();
    rmSync(directory, { recursive: true, force: true });
  }
}

const totals = ({ usage }: Measured) => usage.reduce((sum, { calls }) => sum + calls, 0);

async function main(): Promise<void> {
  const paced = await measure(secondaries, rate);
  const throttled = paced.report.probes.filter(({ code }) => code === 'ThrottlingException').length;
  const sends = paced.usage
    .filter(({ operation }) => operation === 'SendTextMessage')
    .reduce((sum, { calls }) => sum + calls, 0);
  const alone = sends / rate;
  const { messages, denials } = estimate(paced.plan, rate);
  const free = await measure(secondaries, 'off');
  const bound = (totals(free) * latency) / concurrency / 1000;
  const whole = await measure(secondaries, 'off', true);
  const third = await measure(Math.round(secondaries / 3), 'off', true);
  const row = (name: string, value: number, beside: string, against: number, limit: string) =>
    `${name.padEnd(34)}${value.toFixed(1).padStart(8)}   ${beside.padEnd(30)}${against.toFixed(1).padStart(8)}   ratio ${(value / against).toFixed(3)} (wanted: ${limit})`;
  process.stdout.write(
    `${[
      `${secondaries} secondaries, ${latency} ms before each answer, ${concurrency} accounts at once; not passed: ${paced.report.summary.failed} and ${free.report.summary.failed}`,
      row(`seconds at ${rate} a second`, paced.seconds, `${sends} sends at that rate`, alone, '1.05'),
      row('seconds without a rate', free.seconds, `the waits of ${totals(free)} calls`, bound, '1.5'),
      row(
        `megabytes of heap for ${secondaries}`,
        whole.heap,
        `for ${Math.round(secondaries / 3)}`,
        third.heap,
        'well below 3',
      ),
      `planned: ${messages} messages, ${denials} denials; throttled: ${throttled}`,
    ].join('\n')}\n`,
  );
}

const [, , mode, directory, count, rates] = process.argv;
if (mode === 'serve') void serve(directory!, Number(count), rates === 'off' ? 'off' : Number(rates));
else void main();
