import { SingleBar } from 'cli-progress';
import type { Probe, Progress } from '../../harness';
import { log } from '../print';

/** On a terminal a bar with the time left; in a log a line for each account. Both go to standard error. */
export function showProgress(stream: NodeJS.WriteStream = process.stderr): {
  on(event: Progress): void;
  stop(): void;
} {
  return stream.isTTY ? bar(stream) : lines();
}

/** Printed once: during the first wait nothing else is. */
function lagging({ id }: Probe): string {
  return `${id} is not as expected yet: IAM may lag behind an apply, so it is tried again (--propagation-timeout)`;
}

function bar(stream: NodeJS.WriteStream) {
  const single = new SingleBar({
    stream,
    format: '{bar} {value}/{total} probes  {account}  {left}',
    barsize: 24,
    clearOnComplete: true,
    hideCursor: true,
    linewrap: false,
    fps: 10,
  });
  let started = 0;
  let told = false;
  return {
    on(event: Progress) {
      if (event.kind === 'started') {
        started = performance.now();
        single.start(event.total, 0, { account: '', left: '' });
      }
      if (event.kind === 'retrying' && !told) {
        told = true;
        stream.write(`\r\u001B[K${lagging(event.probe)}\n`);
      }
      if (event.kind === 'done' || event.kind === 'notCovered') {
        const account = event.kind === 'done' ? event.result.account : event.probe.account;
        const left = ((performance.now() - started) / event.done) * (event.total - event.done);
        single.update(event.done, { account, left: leftText(left) });
      }
    },
    stop: () => single.stop(),
  };
}

function leftText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 2 ? '' : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} left`;
}

function lines() {
  let progress = '';
  let told = false;
  return {
    on(event: Progress) {
      if (event.kind === 'started') log(`${event.total} probes\n`);
      if (event.kind === 'retrying' && !told) {
        told = true;
        log(`${lagging(event.probe)}\n`);
      }
      if (event.kind === 'done' || event.kind === 'notCovered') progress = `${event.done}/${event.total}`;
      if (event.kind === 'account') {
        log(
          `${progress} ${event.account}: ${event.failed === 0 ? 'passed' : `${event.failed} not passed`}\n`,
        );
      }
    },
    stop() {},
  };
}
