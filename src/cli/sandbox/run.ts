import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Exit, UserError } from '../../errors';
import type { Manifest } from '../../manifest/types';
import { type Sandbox, type SmsSettings, startSandbox } from '../../sandbox';
import { seedWorld } from '../../sandbox/seed/seed-world';
import type { World } from '../../sandbox/world/world-model';
import { checkSandboxFolder } from '../../sandbox-folder';
import type { SandboxCommandOptions } from '../commands/sandbox';
import { loadManifest } from '../load-manifest';
import { log, print, printed } from '../print';
import { runCommand } from './child';
import { childEnvironment, shellLines } from './environment';
import { parseSettings } from './settings';

/** Runs in the foreground until a signal, or for one command, whose exit code it passes on. */
export async function runSandbox(command: readonly string[], options: SandboxCommandOptions): Promise<void> {
  const manifest = loadManifest(options);
  const settings = parseSettings(options.set);
  checkSandboxFolder();
  const world = await createWorld(manifest, options);
  settings.apply(world);
  for (const sentence of world.assumed) log(`The sandbox assumes: ${sentence}\n`);
  const sandbox = await start(world, settings.sms, options);
  const hostname = manifest.terraform.backend.hostname;
  const host = typeof hostname === 'string' ? hostname : undefined;
  try {
    if (command.length === 0) await foreground(sandbox, host);
    else {
      log(`Sandbox on ${sandbox.url}: AWS is not called\n`);
      const code = await runCommand(command, childEnvironment(process.env, sandbox.env, host));
      if (code !== 0) throw new Exit(code);
    }
  } finally {
    await sandbox.close();
  }
}

async function createWorld(manifest: Manifest, options: SandboxCommandOptions): Promise<World> {
  const propagationDelay = options.propagationDelay * 1000;
  if (options.empty) return seedWorld(manifest, { propagationDelay });
  if (options.from !== undefined) return seedWorld(manifest, { propagationDelay, from: options.from });
  const scratch = mkdtempSync(join(tmpdir(), 'tendlc-sandbox-'));
  try {
    const { writeStacks } = await import('../../../stacks');
    const { delegate } = await import('../../delegation');
    writeStacks(manifest, delegate(manifest), scratch);
    return seedWorld(manifest, { propagationDelay, from: scratch });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function start(
  world: World,
  sms: Partial<SmsSettings>,
  options: SandboxCommandOptions,
): Promise<Sandbox> {
  const { port, latency, errorRate, throttle, seed, rates } = options;
  try {
    return await startSandbox({
      world,
      port,
      faults: { latency, errorRate, throttle, seed },
      sms: { ...sms, rates },
      log: options.verbose ? (line) => log(`${line}\n`) : undefined,
    });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EADDRINUSE') {
      throw new UserError(
        `port ${port} of 127.0.0.1 is taken, perhaps by another sandbox; --port 0 takes any free port`,
      );
    }
    if (code === 'EACCES')
      throw new UserError(`port ${port} of 127.0.0.1 may not be used; --port 0 takes any free port`);
    throw error;
  }
}

async function foreground(sandbox: Sandbox, terraformHost?: string): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
  print(`Sandbox ready on ${sandbox.url}\n${shellLines(sandbox.env, terraformHost).join('\n')}\n`);
  await printed();
  log(`Messages, denials and who may send: ${sandbox.url}/\nCtrl-C stops it.\n`);
  await ended;
}
