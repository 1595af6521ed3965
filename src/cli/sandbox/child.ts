import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { UserError } from '../../errors';

/**
 * Runs a command on this terminal and resolves with its exit code, or 128 plus the number of the signal that ended it.
 * Throws a UserError if the command cannot be started.
 */
export function runCommand([file, ...args]: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(file!, args, { stdio: 'inherit', env });
    // A terminal sends Ctrl-C to the child too; the sandbox stops after it.
    const forward = (signal: NodeJS.Signals) => child.kill(signal);
    const ignore = () => {};
    process.on('SIGTERM', forward);
    process.on('SIGHUP', forward);
    process.on('SIGINT', ignore);
    const done = () => {
      process.off('SIGTERM', forward);
      process.off('SIGHUP', forward);
      process.off('SIGINT', ignore);
    };
    child.on('error', (error: NodeJS.ErrnoException) => {
      done();
      const why = error.code === 'ENOENT' ? 'there is no such command' : error.message;
      reject(new UserError(`cannot run ${file}: ${why}`));
    });
    child.on('exit', (code, signal) => {
      done();
      resolve(code ?? 128 + constants.signals[signal!]);
    });
  });
}
