import { type App, TerraformStack } from 'cdktf/lib/index.js';
import type { Delegation, SecondaryDelegation } from '../src/delegation';
import type { Manifest, Secondary } from '../src/manifest/types';
import { MAIN_STACK, sandboxProfile as sandboxProfiles } from '../src/names';
import { addBackend } from './backends';
import { addImports, assumePolicyImports, type ImportBlock, senderRoleImports } from './imports';
import { addSenderRole } from './main-account-stack';
import { addProvider } from './providers';
import { addSecondary } from './secondary-account-stack';
import type { StackPlan } from './stack-plan';

/** The input of every stack. */
export interface Project {
  app: App;
  manifest: Manifest;
  delegation: Delegation;
  sandbox: boolean;
  secondaries: ReadonlyMap<string, Secondary>;
}

/** One stack: its backend, its providers, and its accounts' resources. */
export function addStack(project: Project, plan: StackPlan): void {
  const { app, manifest, sandbox } = project;
  const { backend, awsProvider } = manifest.terraform;
  const stack = new TerraformStack(app, plan.name);
  addBackend(stack, sandbox ? { type: 'local' } : backend);
  addImports(stack, [
    ...(plan.name === MAIN_STACK ? addMain(project, stack) : []),
    ...plan.secondaries.flatMap((secondary) => addMember(project, stack, secondary, plan.aliases)),
  ]);
  if (awsProvider) stack.addOverride('terraform.required_providers.aws.version', awsProvider);
}

function addMain(
  { manifest, delegation, sandbox, secondaries }: Project,
  stack: TerraformStack,
): ImportBlock[] {
  const { accountId, deploy } = manifest.main;
  const sandboxProfile = sandbox ? sandboxProfiles.main : undefined;
  addProvider(stack, manifest, { accountId, deploy, sandboxProfile });
  return delegation.senderRoles.flatMap((sender) => {
    addSenderRole(stack, sender);
    return senderRoleImports(sender, sender.key ? [secondaries.get(sender.key)!] : manifest.secondaries);
  });
}

function addMember(
  { manifest, sandbox, secondaries }: Project,
  stack: TerraformStack,
  secondary: SecondaryDelegation,
  aliases: boolean,
): ImportBlock[] {
  const { key, accountId } = secondary;
  const settings = secondaries.get(key)!;
  const alias = aliases ? key : undefined;
  const sandboxProfile = sandbox ? sandboxProfiles.secondary(key) : undefined;
  const provider = addProvider(stack, manifest, {
    accountId,
    deploy: settings.deploy,
    alias,
    sandboxProfile,
  });
  addSecondary({ stack, ...(alias && { provider }) }, secondary, manifest.main.region);
  return assumePolicyImports(secondary, settings, alias);
}
