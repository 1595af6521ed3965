import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { main } from '../../../src/cli/main';
import { captureOutput } from '../../support/output';

/** What a command printed and how it ended; in this process, so that it reaches the sandbox of the test. */
export async function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const output = captureOutput();
  try {
    const code = await main(args);
    return { code, stdout: output.stdout, stderr: output.stderr };
  } finally {
    output.restore();
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
