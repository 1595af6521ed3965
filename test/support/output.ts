export interface CapturedOutput {
  stdout: string;
  stderr: string;
  restore(): void;
}

/** Keeps what this process writes to its streams, until `restore`. */
export function captureOutput(): CapturedOutput {
  const captured = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    jest.spyOn(process[name], 'write').mockImplementation((chunk, encodingOrDone, done) => {
      captured[name] += String(chunk);
      const written = typeof encodingOrDone === 'function' ? encodingOrDone : done;
      written?.();
      return true;
    }),
  );
  return Object.assign(captured, { restore: () => spies.forEach((spy) => void spy.mockRestore()) });
}
