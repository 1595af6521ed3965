import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';

/** A process and the one that started it. */
interface Link {
  pid: number;
  parent: number;
}

const interval = 500;
/** npm and npx run a command through a shell, which may run it through another. */
const furthest = 3;
const launchers = /\b(npm|npx|pnpm|yarn|bun)\b/;

/**
 * Ends this process as SIGTERM does once npm or npx, which started it, is gone: they pass no signal on, so that
 * `npx tendlc sandbox & kill $!` would leave the server running. A process that another program started in the
 * background stays, as usual.
 */
export function stopWithLauncher(): void {
  if (process.env.npm_config_user_agent === undefined && process.env.npm_execpath === undefined) return;
  chainToLauncher().then((chain) => {
    if (chain.length === 0) return;
    const timer = setInterval(async () => {
      for (const { pid, parent } of chain) {
        if ((await parentOf(pid)) === parent) continue;
        clearInterval(timer);
        process.kill(process.pid, 'SIGTERM');
        return;
      }
    }, interval);
    timer.unref();
  });
}

/** From this process up to the launcher; empty if none of the nearest processes is one. */
async function chainToLauncher(): Promise<Link[]> {
  const chain: Link[] = [];
  let pid = process.pid;
  while (chain.length < furthest) {
    const parent = await parentOf(pid);
    if (parent === undefined || parent <= 1) return [];
    chain.push({ pid, parent });
    if (launchers.test(await commandOf(parent))) return chain;
    pid = parent;
  }
  return [];
}

async function parentOf(pid: number): Promise<number | undefined> {
  if (pid === process.pid) return process.ppid;
  const status = read(pid, 'status');
  const text = status === undefined ? await ps(pid, 'ppid=') : /^PPid:\s*(\d+)/m.exec(status)?.[1];
  const parent = Number.parseInt(text ?? '', 10);
  return Number.isNaN(parent) ? undefined : parent;
}

async function commandOf(pid: number): Promise<string> {
  return read(pid, 'cmdline')?.replaceAll('\0', ' ') ?? ps(pid, 'command=');
}

/** From Linux's /proc, which needs no program. Undefined elsewhere, and if the process is gone. */
function read(pid: number, file: 'status' | 'cmdline'): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return undefined;
  }
}

async function ps(pid: number, column: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', column, '-p', String(pid)]);
    return stdout.trim();
  } catch {
    return '';
  }
}
