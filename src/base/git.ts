import { execFileSync } from 'node:child_process';
import { UserError } from '../errors';
import { isObject, reasonOf } from '../terraform/json';

/** What git printed, or that it found nothing. */
type Answer = { output: string } | { reason: string };

function run(directory: string, parameters: readonly string[]): Answer {
  try {
    const output = execFileSync('git', parameters, {
      cwd: directory,
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
      maxBuffer: 1024 ** 3,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return { output };
  } catch (error) {
    if (isObject(error) && error.code === 'ENOENT')
      throw new UserError(`git is needed for --base: ${reasonOf(error)}`);
    const said = isObject(error) && typeof error.stderr === 'string' ? error.stderr.trim() : '';
    return { reason: said };
  }
}

/** Standard output; undefined if git fails. */
export function git(directory: string, parameters: readonly string[]): string | undefined {
  const answer = run(directory, parameters);
  return 'output' in answer ? answer.output : undefined;
}

/** The ID of a commit. Throws a UserError (exit 2) with git's own reason, such as a repository of another user. */
export function commitOf(directory: string, ref: string): string {
  const answer = run(directory, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  if ('output' in answer) return answer.output.trim();
  const repository = run(directory, ['rev-parse', '--show-toplevel']);
  if ('reason' in repository && repository.reason !== '')
    throw new UserError(`--base ${ref}: git cannot read the repository: ${repository.reason}`);
  throw new UserError(
    `--base ${ref} is neither a file, nor a folder, nor a commit of this repository. In a pipeline, fetch it first (actions/checkout with fetch-depth: 0).`,
  );
}
