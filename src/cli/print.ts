import { terminalOutput } from '../encode/terminal';
import { UserError } from '../errors';

/** The first error of standard output, and the writes that are not done yet. */
let failure: NodeJS.ErrnoException | undefined;
const pending = new Set<Promise<void>>();

export interface PrintOptions {
  /** The text is made of workflow commands of `encode/workflow-command`. */
  commands?: boolean;
}

/** Data, to standard output. Errors of the stream appear in `printed`. */
export function print(text: string, { commands }: PrintOptions = {}): void {
  const { stdout } = process;
  const encoded = terminalOutput(text, { colors: useColors(stdout), commands });
  const written = write(stdout, encoded).catch((error) => {
    failure ??= error;
  });
  pending.add(written);
  written.then(() => pending.delete(written));
}

/** Progress and problems, to standard error. If nothing can be written there, there is no place left to say so. */
export function log(text: string): void {
  const { stderr } = process;
  write(stderr, terminalOutput(text, { colors: useColors(stderr) })).catch(() => {});
}

/**
 * Resolves once everything is written. Throws a UserError (exit 2) if the reader of a pipe went away before that, or
 * a disk is full: half an answer must not pass for an answer.
 */
export async function printed(): Promise<void> {
  await Promise.all(pending);
  if (failure === undefined) return;
  const error = failure;
  failure = undefined;
  const reason = reasons[error.code ?? ''] ?? error.message;
  throw new UserError(`standard output cannot be written: ${reason}`, 2, { cause: error });
}

const reasons: Record<string, string> = {
  EPIPE: 'its reader closed it before everything was written',
  ENOSPC: 'there is no space left on the device',
};

/** Colour for a person at a terminal only, unless NO_COLOR or FORCE_COLOR decides; https://no-color.org */
export function useColors(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv = process.env): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return stream.isTTY === true && env.TERM !== 'dumb';
}

/** A stream emits `error` besides calling back, and Node ends the process if no handler is there. */
const handled = new WeakSet<NodeJS.WritableStream>();

function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  if (!handled.has(stream)) {
    handled.add(stream);
    stream.on('error', () => {});
  }
  return new Promise((resolve, reject) => {
    // Files are written synchronously and some versions of Node throw at once: the promise catches that too.
    stream.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
