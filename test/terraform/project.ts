import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { delegate } from '../../src/delegation';
import { synthesize } from '../../stacks';
import { buildManifest, type ManifestParts } from '../support/manifest';
import { readStack, scratch } from '../support/synthesized';
import { standIn } from './stand-in';

/** Maps the address of the real resource to Terraform's planned actions, without resources that do not change. */
export type Actions = Record<string, string>;

/** A repository with local state. Its stacks hold substitutes, which Terraform applies without AWS. */
export class Project {
  readonly folder = scratch();
  readonly outdir = join(this.folder, 'cdktf.out');
  private readonly env = {
    ...process.env,
    CHECKPOINT_DISABLE: '1',
    TF_IN_AUTOMATION: '1',
    TF_CLI_CONFIG_FILE: join(this.folder, 'terraformrc'),
  };

  constructor() {
    writeFileSync(this.env.TF_CLI_CONFIG_FILE, '');
  }

  synth(parts: ManifestParts): void {
    const manifest = buildManifest(parts);
    synthesize(manifest, delegate(manifest), this.outdir, { lockFile: join(this.folder, 'none') });
    for (const stack of this.stacks()) {
      const path = join(this.outdir, 'stacks', stack, 'cdk.tf.json');
      writeFileSync(path, JSON.stringify(standIn(readStack(this.outdir, stack))));
    }
  }

  stacks(): string[] {
    return readdirSync(join(this.outdir, 'stacks')).sort();
  }

  /** Runs Terraform in a stack's folder; throws with what it said where it fails. */
  terraform(stack: string, ...args: string[]): string {
    const cwd = join(this.outdir, 'stacks', stack);
    return execFileSync('terraform', args, { cwd, env: this.env, encoding: 'utf8', stdio: 'pipe' });
  }

  plan(stack: string): Actions {
    this.terraform(stack, 'init', '-input=false');
    this.terraform(stack, 'plan', '-input=false', '-out=plan.tfplan');
    const plan = JSON.parse(this.terraform(stack, 'show', '-json', 'plan.tfplan'));
    const changes = (plan.resource_changes ?? []) as {
      name: string;
      change: { actions: string[]; importing?: object };
    }[];
    return Object.fromEntries(
      changes
        .map(({ name, change }) => [
          name.replace('--', '.'),
          [
            ...(change.importing ? ['import'] : []),
            ...change.actions.filter((action) => action !== 'no-op'),
          ].join(),
        ])
        .filter(([, actions]) => actions !== ''),
    );
  }

  /** The plan, carried out. */
  apply(stack: string): Actions {
    const actions = this.plan(stack);
    this.terraform(stack, 'apply', '-input=false', 'plan.tfplan');
    return actions;
  }

  /** Synthesizes and applies every stack, main first; actions by stack, without those where nothing happens. */
  deploy(parts: ManifestParts): Record<string, Actions> {
    this.synth(parts);
    const results = this.stacks().map((stack) => [stack, this.apply(stack)] as const);
    return Object.fromEntries(results.filter(([, actions]) => Object.keys(actions).length > 0));
  }

  /** What the state says about whose provider its resources are of: the aliases, with a dot before. */
  providers(stack: string): string[] {
    const state = JSON.parse(readFileSync(join(this.folder, `terraform.${stack}.tfstate`), 'utf8'));
    const providers = (state.resources as { provider: string }[]).map(
      ({ provider }) => provider.split(']')[1]!,
    );
    return [...new Set(providers)].sort();
  }

  state(stack: string): string[] {
    const { status, stdout } = spawnSync('terraform', ['state', 'list'], {
      cwd: join(this.outdir, 'stacks', stack),
      env: this.env,
      encoding: 'utf8',
    });
    return status === 0 ? stdout.split('\n').filter(Boolean) : [];
  }
}
