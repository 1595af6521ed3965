import { join } from 'node:path';
import { synthesize } from '../../../stacks';
import { delegate } from '../../delegation';
import type { RehearsalProfiles } from '../../harness';
import type { Manifest } from '../../manifest/types';
import { OUTPUT_FOLDER, SANDBOX_FOLDER } from '../../output-layout';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox';
import type { SandboxEnvironment } from '../../sandbox/aws-config-files';
import { OUTSIDER_PROFILE, principalProfile } from '../../sandbox/seed/profiles';
import { seedWorld } from '../../sandbox/seed/seed-world';
import { log } from '../print';
import { childEnvironment } from '../sandbox/environment';

/** The sandbox has credentials for each listed principal, and for an account outside the manifest. */
export const rehearsalProfiles: RehearsalProfiles = {
  principal: principalProfile,
  outsider: OUTSIDER_PROFILE,
};

/**
 * The whole job without AWS: synthesizes the stacks, fills a sandbox from them, and runs `work` against it. The
 * sandbox enforces the policies that Terraform would create, and no others.
 */
export async function rehearse<T>(
  manifest: Manifest,
  work: () => Promise<T>,
  directory = SANDBOX_FOLDER,
): Promise<T> {
  const output = join(directory, OUTPUT_FOLDER);
  synthesize(manifest, delegate(manifest), output, { sandbox: true });
  return inSandbox(manifest, output, { directory }, async ({ url }) => {
    log(`Sandbox on ${url}, from ${output}: AWS is not called\n`);
    return work();
  });
}

/** Runs `work` while this process's AWS settings point at a sandbox that is filled from a synthesized output. */
export async function inSandbox<T>(
  manifest: Manifest,
  output: string,
  options: SandboxOptions,
  work: (sandbox: Sandbox) => Promise<T>,
): Promise<T> {
  const world = seedWorld(manifest, { from: output });
  for (const sentence of world.assumed) log(`The sandbox assumes: ${sentence}\n`);
  const sandbox = await startSandbox({ world, ...options });
  const restore = replaceAwsEnvironment(sandbox.env);
  try {
    return await work(sandbox);
  } finally {
    restore();
    await sandbox.close();
  }
}

/** None of the user's own AWS settings may reach a rehearsal: their endpoint or profile would win. */
function replaceAwsEnvironment(sandbox: SandboxEnvironment): () => void {
  const before = { ...process.env };
  become(childEnvironment(before, sandbox));
  return () => become(before);
}

function become(environment: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
}
