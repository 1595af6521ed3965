import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type JsonObject, objectOf } from '../../../src/terraform/json';
import type { StackFile } from '../../../src/terraform/stack-files';
import { type StandIn, startStandIn } from './stand-in-provider';

const run = promisify(execFile);

/** Is there a Terraform on this machine? */
export const terraformVersion: Promise<string | undefined> = run('terraform', ['version', '-json']).then(
  ({ stdout }) => JSON.parse(stdout).terraform_version,
  () => undefined,
);

/** Folders for Terraform, with the stand-in for AWS; nothing outside of them is read or written. */
export class Workspace {
  private constructor(
    private readonly directory: string,
    private readonly standIn: StandIn,
  ) {}

  static async create(): Promise<Workspace> {
    const directory = mkdtempSync(join(tmpdir(), 'tendlc-terraform-'));
    writeFileSync(join(directory, 'drift.json'), '{}');
    writeFileSync(join(directory, 'terraformrc'), '');
    return new Workspace(directory, await startStandIn(join(directory, 'drift.json')));
  }

  close(): void {
    this.standIn.close();
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** What reading a resource finds, other than what was written: `{"TYPE NAME": {…}}`. */
  drift(found: JsonObject): void {
    writeFileSync(join(this.directory, 'drift.json'), JSON.stringify(found));
  }

  async stack({ stack, config }: StackFile): Promise<StackFolder> {
    const folder = join(this.directory, stack);
    mkdirSync(folder);
    const settings = { ...objectOf(config.terraform), backend: { local: { path: 'state.tfstate' } } };
    const configuration = new StackFolder(folder, (...parameters) => this.terraform(folder, parameters));
    configuration.write({ ...config, terraform: settings });
    await this.terraform(folder, ['init', '-no-color', '-input=false']);
    return configuration;
  }

  private async terraform(cwd: string, parameters: string[]): Promise<string> {
    const dynamic = {
      default: { shared_config_file: '/a' },
      aliases: { THREE: { shared_config_file: '/b' } },
    };
    const env = {
      ...process.env,
      TF_REATTACH_PROVIDERS: this.standIn.reattach,
      TF_IN_AUTOMATION: '1',
      CHECKPOINT_DISABLE: '1',
      TF_CLI_CONFIG_FILE: join(this.directory, 'terraformrc'),
      TF_VAR_tfc_aws_dynamic_credentials: JSON.stringify(dynamic),
    };
    const { stdout } = await run('terraform', parameters, { cwd, env, maxBuffer: 2 ** 28 });
    return stdout;
  }
}

/** One stack's folder. */
export class StackFolder {
  constructor(
    private readonly folder: string,
    private readonly terraform: (...parameters: string[]) => Promise<string>,
  ) {}

  read(): JsonObject {
    return JSON.parse(readFileSync(join(this.folder, 'cdk.tf.json'), 'utf8'));
  }

  write(config: JsonObject): void {
    writeFileSync(join(this.folder, 'cdk.tf.json'), JSON.stringify(config));
  }

  /** As `terraform show -json` prints it. */
  async plan(...parameters: string[]): Promise<JsonObject> {
    await this.terraform('plan', '-no-color', '-input=false', '-out', 'plan.bin', ...parameters);
    return JSON.parse(await this.terraform('show', '-json', 'plan.bin'));
  }

  /** What was planned last. */
  async apply(): Promise<void> {
    await this.terraform('apply', '-no-color', 'plan.bin');
  }
}
