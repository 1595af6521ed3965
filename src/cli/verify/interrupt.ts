/** Ctrl-C once: the run ends with what it has. Twice: at once. */
export function onInterrupt(): { signal: AbortSignal; off(): void } {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
    process.stderr.write('\nStopping: what is under way ends, then comes the report. Again: at once.\n');
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  const off = () => {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  };
  return { signal: controller.signal, off };
}
