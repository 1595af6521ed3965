import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { main } from '../../../src/cli/main';

/** What a command printed and how it ended; in this process, so that it reaches the sandbox of the test. */
export async function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const written = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    jest.spyOn(process[name], 'write').mockImplementation((chunk) => {
      written[name] += String(chunk);
      return true;
    }),
  );
  try {
    return { code: await main(args), ...written };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

export interface Child {
  ended: Promise<number | null>;
  hasEnded(): boolean;
  kill(signal: NodeJS.Signals): void;
  stderr(): string;
}

/** The command as a process of its own, that can be killed. */
export function start(...args: string[]): Child {
  const child = spawn(process.execPath, [join('bin', 'tendlc.js'), ...args], {
    // Jest's process.env is a copy: a child would inherit the real one.
    env: process.env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  return {
    hasEnded: () => child.exitCode !== null,
    ended: new Promise((resolve) => child.on('close', resolve)),
    kill: (signal) => child.kill(signal),
    stderr: () => stderr,
  };
}
