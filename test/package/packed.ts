import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratch } from '../support/synthesized';

export const ROOT = join(__dirname, '../..');

/** Builds and packs the repository as `npm publish` would. Returns the tarball's path. */
export function pack(): string {
  const folder = scratch();
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: ROOT, stdio: 'pipe' });
  return join(folder, readdirSync(folder)[0]!);
}

/** Creates a repository of a team's own: three files, and nothing else. */
export function repositoryOfOnesOwn(dependencies: Record<string, string>): string {
  const folder = scratch();
  const write = (name: string, content: object) => writeFileSync(join(folder, name), JSON.stringify(content));
  write('package.json', { name: 'my-sms', private: true, dependencies });
  write('cdktf.json', { language: 'typescript', app: 'npx tendlc synth', sendCrashReports: 'false' });
  mkdirSync(join(folder, 'config'));
  copyFileSync(join(ROOT, 'config/accounts.yaml'), join(folder, 'config/accounts.yaml'));
  return folder;
}

export function run(cwd: string, command: string, args: string[], env: NodeJS.ProcessEnv = {}) {
  return spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, CHECKPOINT_DISABLE: '1', ...env },
  });
}

/** The clone's own output, for comparison. */
export function synthesizedByTheClone(): string {
  const outdir = join(scratch(), 'cdktf.out');
  const { status, stderr } = run(ROOT, 'node', ['bin/tendlc.js', 'synth', '--output', outdir]);
  if (status !== 0) throw new Error(stderr);
  return outdir;
}
