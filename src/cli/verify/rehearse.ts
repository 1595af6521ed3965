import { join } from 'node:path';
import { synthesize } from '../../../stacks';
import { delegate } from '../../delegation';
import type { RehearsalProfiles } from '../../harness';
import type { Manifest } from '../../manifest/types';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox';
import type { SandboxEnvironment } from '../../sandbox/aws-config-files';
import { OUTSIDER_PROFILE, principalProfile } from '../../sandbox/seed/profiles';
import { seedWorld } from '../../sandbox/seed/seed-world';
import { childEnvironment } from '../sandbox/environment';

export const sandboxDirectory = join('.tendlc', 'sandbox');

/** The sandbox holds credentials of everybody: each listed principal is acted as, and an unlisted account too. */
export const rehearsalProfiles: RehearsalProfiles = {
  principal: principalProfile,
  outsider: OUTSIDER_PROFILE,
};

/**
 * The whole job without AWS: the stacks are synthesized, AWS on loopback is filled from them, and `work` runs against
 * it. The policies that it enforces are those that Terraform would create, and nothing else.
 */
export async function rehearse<T>(
  manifest: Manifest,
  work: () => Promise<T>,
  directory = sandboxDirectory,
): Promise<T> {
  const output = join(directory, 'cdktf.out');
  synthesize(manifest, delegate(manifest), output, { sandbox: true });
  return inSandbox(manifest, output, { directory }, async ({ url }) => {
    process.stderr.write(`Sandbox on ${url}, from ${output}: AWS is not called\n`);
    return work();
  });
}

/** Runs `work` with this process's AWS settings pointing at a sandbox that a synthesized output fills. */
export async function inSandbox<T>(
  manifest: Manifest,
  output: string,
  options: SandboxOptions,
  work: (sandbox: Sandbox) => Promise<T>,
): Promise<T> {
  const world = seedWorld(manifest, { from: output });
  for (const sentence of world.assumed)
    process.stderr.write(`Taken for granted in the sandbox: ${sentence}\n`);
  const sandbox = await startSandbox({ world, ...options });
  const restore = replaceAwsEnvironment(sandbox.env);
  try {
    return await work(sandbox);
  } finally {
    restore();
    await sandbox.close();
  }
}

/** Nothing of the caller's own AWS settings may reach a rehearsal: an endpoint or a profile of theirs would win. */
function replaceAwsEnvironment(sandbox: SandboxEnvironment): () => void {
  const before = { ...process.env };
  become(childEnvironment(before, sandbox));
  return () => become(before);
}

function become(environment: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
}
