/**
 * Tests the packed package in its own repository, with the dependencies that `npm install` would install: the
 * production dependencies of the lock file, linked from this clone. `npm run test:package` runs a real install.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compareOutputs } from '../../src/cli/synth/compare';
import { pack, ROOT, repositoryOfOnesOwn, run, synthesizedByTheClone } from './packed';

interface LockEntry {
  dev?: boolean;
  devOptional?: boolean;
}

const repository = repositoryOfOnesOwn({ 'tendlc-cross-account': '*' });
const installed = join(repository, 'node_modules/tendlc-cross-account');
// Node does not resolve the links, so it finds only the linked parts of the clone.
const NODE_OPTIONS = '--preserve-symlinks';
const tendlc = (...args: string[]) =>
  run(repository, 'node', [join(installed, 'bin/tendlc.js'), ...args], { NODE_OPTIONS });

beforeAll(() => {
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', pack(), '-C', installed, '--strip-components', '1']);
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  for (const [path, { dev, devOptional }] of Object.entries(packages as Record<string, LockEntry>)) {
    const topLevel = path.lastIndexOf('node_modules/') === 0;
    if (!topLevel || dev || devOptional) continue;
    mkdirSync(dirname(join(repository, path)), { recursive: true });
    symlinkSync(join(ROOT, path), join(repository, path));
  }
});

it('the package holds the files for users, and no sources', () => {
  const files = execFileSync('find', ['.', '-type', 'f'], { cwd: installed, encoding: 'utf8' }).split('\n');
  const folders = [...new Set(files.map((file) => file.split('/')[1]))].filter(Boolean).sort();
  expect(folders.filter((folder) => !/^(README|LICENSE)/.test(folder!))).toEqual(
    expect.arrayContaining(['bin', 'dist', 'docs', 'examples', 'package.json']),
  );
  for (const file of files) expect(file).not.toMatch(/^\.\/(src|test|bench|stacks|node_modules)\/|\.ts$/);
});

it('the package does not find TypeScript', () => {
  const { status } = run(repository, 'node', ['-e', "require('typescript')"], { NODE_OPTIONS });
  expect(status).not.toBe(0);
});

it('the package synthesizes the same bytes as a clone', () => {
  const { status, stderr } = tendlc('synth');
  expect([status, stderr]).toEqual([0, expect.stringContaining('cdktf.out')]);
  expect(compareOutputs(join(repository, 'cdktf.out'), synthesizedByTheClone())).toEqual([]);
});

it('--help lists every command', () => {
  const { status, stdout } = tendlc('--help');
  expect(status).toBe(0);
  for (const command of ['check', 'synth', 'access', 'guard', 'verify', 'sandbox', 'connect'])
    expect(stdout).toContain(command);
});
