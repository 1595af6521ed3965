import { mkdirSync } from 'node:fs';
import { App, TerraformStack } from 'cdktf/lib/index.js';
import { UserError } from '../src/cli/errors';
import type { Delegation } from '../src/delegation';
import type { Manifest } from '../src/manifest/types';
import { addBackend } from './backends';
import { addImports, assumePolicyImports, senderRoleImports } from './imports';
import { addSenderRole } from './main-account-stack';
import {
  copyLockFile,
  LOCK_FILE,
  refuseOutsideSandbox,
  refuseToLoseState,
  removeStale,
  staleFolders,
} from './output-directory';
import { addProvider } from './providers';
import { addSecondary } from './secondary-account-stack';
import { MAIN_STACK, type StackPlan, stackPlans } from './stack-plan';

export interface SynthesizeOptions {
  /** For the sandbox: its profiles, a local state, an output below `.tendlc/sandbox/`; default: TENDLC_SANDBOX=1. */
  sandbox?: boolean;
  /** Copied into each stack where it exists; default: the one of the working directory. */
  lockFile?: string;
}

/**
 * Writes the stacks to `outdir`: the same bytes on every machine and in every directory.
 * Throws a UserError, with nothing written, where it would lose a state or leave the sandbox.
 */
export function synthesize(
  manifest: Manifest,
  delegation: Delegation,
  outdir: string,
  options: SynthesizeOptions = {},
): void {
  const { sandbox = inSandbox() } = options;
  if (sandbox) refuseOutsideSandbox(outdir);
  writeStacks(manifest, delegation, outdir, options);
}

/** The same without asking where: for a scratch folder that no Terraform runs in. */
export function writeStacks(
  manifest: Manifest,
  delegation: Delegation,
  outdir: string,
  options: SynthesizeOptions = {},
): void {
  const { sandbox = inSandbox(), lockFile = LOCK_FILE } = options;
  refuseHcl();
  const plans = stackPlans(manifest, delegation);
  const stacks = plans.map(({ name }) => name);
  const stale = staleFolders(outdir, stacks);
  refuseToLoseState(outdir, stale);

  mkdirSync(outdir, { recursive: true });
  const app = new App({ outdir, stackTraces: false });
  for (const plan of plans) addStack(app, plan, manifest, delegation, sandbox);
  app.synth();
  removeStale(outdir, stale);
  copyLockFile(lockFile, outdir, stacks);
}

function addStack(
  app: App,
  plan: StackPlan,
  manifest: Manifest,
  delegation: Delegation,
  sandbox: boolean,
): void {
  const { main, terraform } = manifest;
  const settings = new Map(manifest.secondaries.map((secondary) => [secondary.key, secondary]));
  const stack = new TerraformStack(app, plan.name);
  addBackend(stack, sandbox ? { type: 'local' } : terraform.backend);
  const imports = [];

  if (plan.name === MAIN_STACK) {
    const { accountId, deploy } = main;
    addProvider(stack, manifest, {
      accountId,
      deploy,
      ...(sandbox && { sandboxProfile: 'tendlc-sandbox-main' }),
    });
    for (const sender of delegation.senderRoles) {
      addSenderRole(stack, sender);
      imports.push(...senderRoleImports(sender, manifest.secondaries));
    }
  }
  for (const secondary of plan.secondaries) {
    const { key, accountId } = secondary;
    const alias = plan.aliases ? key : undefined;
    const { deploy } = settings.get(key)!;
    const sandboxProfile = sandbox ? `tendlc-sandbox-secondary-${key}` : undefined;
    const provider = addProvider(stack, manifest, { accountId, deploy, alias, sandboxProfile });
    addSecondary({ stack, ...(alias && { provider }) }, secondary, main.region);
    imports.push(...assumePolicyImports(secondary, settings.get(key)!, alias));
  }
  addImports(stack, imports);
  if (terraform.awsProvider) {
    stack.addOverride('terraform.required_providers.aws.version', terraform.awsProvider);
  }
}

function inSandbox(): boolean {
  return process.env.TENDLC_SANDBOX === '1';
}

/** access, guard and the sandbox read cdk.tf.json: HCL would slip past all of them. */
function refuseHcl(): void {
  if (process.env.SYNTH_HCL_OUTPUT !== 'true') return;
  throw new UserError('stacks are written as JSON only: leave out --hcl (SYNTH_HCL_OUTPUT=true)');
}
