/** `npm run test:package` installs the packed package with npm, without cdktf-cli and with it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareOutputs } from '../../src/cli/synth/compare';
import { pack, ROOT, repositoryOfOnesOwn, run, synthesizedByTheClone } from './packed';

jest.setTimeout(600_000);

const tarball = `file:${pack()}`;
const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

function install(dependencies: Record<string, string>): string {
  const repository = repositoryOfOnesOwn({ 'tendlc-cross-account': tarball, ...dependencies });
  const { status, stderr } = run(repository, 'npm', [
    'install',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
  ]);
  if (status !== 0) throw new Error(stderr);
  return repository;
}

it('the package synthesizes without cdktf-cli, and does not install TypeScript', () => {
  const repository = install({});
  expect(existsSync(join(repository, 'node_modules/typescript'))).toBe(false);
  const { status, stderr } = run(repository, 'npx', ['tendlc', 'synth']);
  expect([status, stderr]).toEqual([0, expect.any(String)]);
  expect(compareOutputs(join(repository, 'cdktf.out'), synthesizedByTheClone())).toEqual([]);
});

it('the package synthesizes under cdktf-cli, which installs its own TypeScript', () => {
  const repository = install({ 'cdktf-cli': devDependencies['cdktf-cli'] });
  const { status, stdout, stderr } = run(repository, 'npx', ['cdktf', 'synth']);
  expect([status, stdout + stderr]).toEqual([0, expect.stringContaining('secondary-development')]);
  expect(compareOutputs(join(repository, 'cdktf.out'), synthesizedByTheClone())).toEqual([]);
});
