import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../errors';
import { reasonOf } from './json';
import { isSavedPlan, type Plan, planOfText, readPlanBytes, unreadable } from './plan';
import type { PlannedConfiguration } from './planned-configuration';
import { configurationOf } from './saved-plan';

export interface PlannedFile {
  plan: Plan;
  /** From a saved plan; absent for JSON and for HCP Terraform's reference to a run. */
  configuration?: PlannedConfiguration;
}

export interface TerraformProgram {
  /** `terraform`, or another name or path. */
  program: string;
  /** The stack's folder, whose `.terraform` has the provider that made the plan. */
  folder: string;
}

/** More than any plan that is read. */
const MAX_OUTPUT = 128 * 1024 * 1024;
const MINUTES = 5;

/**
 * A plan's JSON, or the saved plan itself: then Terraform prints its JSON, and the file shows the configuration that
 * was planned. Throws a UserError (exit 2) if it cannot be read.
 */
export async function readPlannedFile(file: string, terraform: TerraformProgram): Promise<PlannedFile> {
  const bytes = readPlanBytes(file);
  if (!isSavedPlan(bytes)) return { plan: planOfText(file, bytes) };
  const isZip = bytes.subarray(0, 2).toString('latin1') === 'PK';
  const configuration = isZip ? await readConfiguration(file, bytes) : undefined;
  const plan = planOfText(file, await show(file, terraform));
  return { plan, ...(configuration && { configuration }) };
}

async function readConfiguration(file: string, bytes: Buffer): Promise<PlannedConfiguration> {
  try {
    return await configurationOf(file, bytes);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw unreadable(file, reasonOf(error), error);
  }
}

function show(file: string, { program, folder }: TerraformProgram): Promise<Buffer> {
  const cwd = existsSync(join(folder, '.terraform')) ? folder : dirname(resolve(file));
  // Arguments of the caller's environment must not change what is shown.
  const { TF_CLI_ARGS: _, TF_CLI_ARGS_show: __, TF_LOG: ___, ...env } = process.env;
  const options = {
    cwd,
    env: { ...env, CHECKPOINT_DISABLE: '1' },
    encoding: 'buffer' as const,
    maxBuffer: MAX_OUTPUT,
    timeout: MINUTES * 60_000,
  };
  return new Promise((done, fail) => {
    execFile(program, ['show', '-json', '-no-color', resolve(file)], options, (error, stdout, stderr) => {
      if (!error) done(stdout);
      else if ((error as NodeJS.ErrnoException).code === 'ENOENT')
        fail(
          new UserError(
            `${file} is a saved plan, and reading it needs ${program}, which is not installed. Install it, name another with --terraform, or give the JSON of terraform show -json`,
            2,
            { cause: error },
          ),
        );
      else {
        const words = stderr.toString('utf8').trim() || reasonOf(error);
        fail(
          new UserError(
            `${program} show -json could not read ${file} (in ${cwd}). Run terraform init in the stack's folder first. It said:\n${words}`,
            2,
            { cause: error },
          ),
        );
      }
    });
  });
}
