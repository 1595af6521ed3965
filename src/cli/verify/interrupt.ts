import { log } from '../print';

/** Ctrl-C ends the run with a report; a second one ends the process at once. */
export function onInterrupt(): { signal: AbortSignal; off(): void } {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
    log('\nStopping: calls in progress finish, then the report follows. Ctrl-C again ends at once.\n');
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  const off = () => {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  };
  return { signal: controller.signal, off };
}
