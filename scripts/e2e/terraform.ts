import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface Run {
  code: number;
  output: string;
}

/** Runs a program to its end and returns its output. */
export function run(file: string, args: string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

export const OUTPUT = join('.tendlc', 'sandbox', 'cdktf.out');

/** Terraform in the folder of one stack. */
export class Stacks {
  constructor(
    private readonly cwd: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  terraform(stack: string, ...args: string[]): Promise<Run> {
    const folder = join(OUTPUT, 'stacks', stack);
    return run('terraform', [`-chdir=${folder}`, ...args], this.cwd, { ...this.env, TF_IN_AUTOMATION: '1' });
  }

  /**
   * With only a development override, `init` sets up the state and then fails, because it still asks the registry
   * (Terraform CLI configuration, development overrides). In that case `validate` shows whether the provider starts.
   */
  async init(stack: string): Promise<Run> {
    const init = await this.terraform(stack, 'init', '-input=false', '-no-color');
    if (init.code === 0 || !/development overrides are in effect/.test(init.output)) return init;
    const validate = await this.terraform(stack, 'validate', '-no-color');
    return { code: validate.code, output: `${init.output}\n${validate.output}` };
  }

  async apply(stack: string): Promise<string> {
    return must(
      `apply ${stack}`,
      await this.terraform(stack, 'apply', '-input=false', '-no-color', '-auto-approve'),
    );
  }

  async destroy(stack: string): Promise<string> {
    return must(
      `destroy ${stack}`,
      await this.terraform(stack, 'destroy', '-input=false', '-no-color', '-auto-approve'),
    );
  }

  /** Returns the plan's text. Throws if the plan is empty and should not be, or the other way round. */
  async plan(stack: string, wanted: 'empty' | 'changes'): Promise<string> {
    const plan = await this.terraform(stack, 'plan', '-input=false', '-no-color', '-detailed-exitcode');
    const code = wanted === 'empty' ? 0 : 2;
    if (plan.code !== code)
      throw new Error(`plan ${stack}: wanted ${wanted}, exit ${plan.code}\n${plan.output}`);
    return plan.output;
  }
}

export function must(what: string, { code, output }: Run): string {
  if (code !== 0) throw new Error(`${what}: exit ${code}\n${output}`);
  return output;
}

/** Throws if the output does not match, so that a step passes only on the change that it is about. */
export function mustSay(output: string, text: RegExp): void {
  if (!text.test(output)) throw new Error(`${text} is not in\n${output}`);
}
