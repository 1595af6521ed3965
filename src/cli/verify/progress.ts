import { SingleBar } from 'cli-progress';
import type { Probe, Progress } from '../../harness';

/** On a terminal a bar with time left; in a log a line per account. Both to standard error. */
export function showProgress(stream: NodeJS.WriteStream = process.stderr): {
  on(event: Progress): void;
  stop(): void;
} {
  return stream.isTTY ? bar(stream) : lines(stream);
}

/** Said once: the first wait looks as if nothing happened. */
function lagging({ id }: Probe): string {
  return `${id} is not as wanted yet: IAM may lag behind an apply, so it is tried again (--propagation-timeout)`;
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
      if (event.kind === 'done' || event.kind === 'unasked') {
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

function lines(stream: NodeJS.WriteStream) {
  let progress = '';
  let told = false;
  return {
    on(event: Progress) {
      if (event.kind === 'started') stream.write(`${event.total} probes\n`);
      if (event.kind === 'retrying' && !told) {
        told = true;
        stream.write(`${lagging(event.probe)}\n`);
      }
      if (event.kind === 'done' || event.kind === 'unasked') progress = `${event.done}/${event.total}`;
      if (event.kind === 'account') {
        stream.write(
          `${progress} ${event.account}: ${event.failed === 0 ? 'passed' : `${event.failed} not passed`}\n`,
        );
      }
    },
    stop() {},
  };
}
