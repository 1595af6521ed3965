import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { removeEnvironment, type SandboxEnvironment, writeEnvironment } from './aws-config-files';
import { createCallLog, type Denial, type UsageLine } from './call-log';
import type { Dispatcher } from './dispatch';
import { createFaults, type FaultOptions } from './faults';
import { defaultLimits, type HttpLimits, listen } from './http/server';
import { inspect } from './inspector/inspector';
import { type SmsSettings, strictSms } from './sms/settings';
import type { MessageRecord } from './sms/sms-model';
import { createWorld } from './world/world';
import type { World } from './world/world-model';

export type { SmsSettings } from './sms/settings';

export interface SandboxOptions {
  /** The accounts. `seedWorld` makes a world from a manifest and a synthesized output. Default: an empty one. */
  world?: World;
  /** Default 0: any free one. */
  port?: number;
  /** Its folder PORT holds the config and credentials files while it runs; default `.tendlc/sandbox`. */
  directory?: string;
  /** AWS_REGION of the environment; default: that of the default profile, else us-east-1. */
  region?: string;
  faults?: FaultOptions;
  sms?: Partial<SmsSettings>;
  limits?: Partial<HttpLimits>;
  /** A line for each call. */
  log?: (line: string) => void;
}

export interface Sandbox {
  /** `http://127.0.0.1:PORT`. */
  url: string;
  /** For a child process, or for an SDK. */
  env: SandboxEnvironment;
  world: World;
  messages(): readonly MessageRecord[];
  denials(): readonly Denial[];
  usage(): UsageLine[];
  close(): Promise<void>;
}

/**
 * AWS on 127.0.0.1: STS, IAM, SMS Voice v2, Pinpoint, CloudWatch Logs, as far as docs/sandbox.md says.
 * @example
 * const sandbox = await startSandbox({ world: seedWorld(manifest, { from: 'cdktf.out' }) });
 * const sts = new STSClient({ endpoint: sandbox.url, region: 'us-east-1' });
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const world = options.world ?? createWorld();
  const callLog = createCallLog();
  const sandbox: Dispatcher = {
    world,
    callLog,
    sms: { ...strictSms, ...options.sms },
    faults: createFaults(options.faults),
    log: options.log,
  };
  const server = await listen(
    options.port ?? 0,
    { ...defaultLimits, ...options.limits },
    async (request) => inspect(world, callLog, request) ?? (await loadDispatch()).dispatch(sandbox, request),
  );
  // The codecs load after the port is open, so that a command starts earlier.
  setImmediate(loadDispatch);
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const region = options.region ?? world.profiles.get('default')?.region ?? 'us-east-1';
  const directory = join(options.directory ?? join('.tendlc', 'sandbox'), String(port));
  const stop = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  let env: SandboxEnvironment;
  try {
    env = writeEnvironment(world, url, directory, region, sandbox.sms.rates);
  } catch (error) {
    // An open server would keep the process alive.
    await stop();
    throw error;
  }
  return {
    url,
    env,
    world,
    messages: () => callLog.messages,
    denials: () => callLog.denials,
    usage: () => [...callLog.usage.values()],
    close: async () => {
      try {
        removeEnvironment(env);
      } finally {
        await stop();
      }
    },
  };
}

const loadDispatch = () => import('./dispatch');
