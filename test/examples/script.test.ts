/**
 * Runs examples/pipelines/tendlc.sh with real Terraform, on substitutes for AWS's resources. A fake `npx tendlc`
 * records its arguments and runs only synth.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratch } from '../support/synthesized';
import { hasTerraform } from '../support/tools';
import { twoAccounts } from '../support/two-accounts';

const ROOT = join(__dirname, '../..');
jest.setTimeout(300_000);

const folder = scratch();
const log = join(folder, 'log');
const manifest = join(folder, 'config/accounts.yaml');
const secondaries = ['secondary-development', 'secondary-partner'];

function executable(name: string, lines: string[]): string {
  const path = join(folder, 'bin', name);
  writeFileSync(path, ['#!/bin/sh', ...lines, ''].join('\n'));
  chmodSync(path, 0o755);
  return path;
}

function script(phase: string, env: NodeJS.ProcessEnv = {}) {
  rmSync(log, { force: true });
  const result = spawnSync(join(ROOT, 'examples/pipelines/tendlc.sh'), [phase], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      ...process.env,
      PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
      TF: join(folder, 'bin/tf'),
      TF_CLI_CONFIG_FILE: join(folder, 'terraformrc'),
      TF_PLUGIN_CACHE_DIR: '',
      ...env,
    },
  });
  return { ...result, calls: readFileSync(log, 'utf8').split('\n').filter(Boolean) };
}

/** The applied stacks, in order. */
const applied = (calls: string[]) =>
  calls.flatMap(
    (call) => /^tf -chdir=cdktf\.out\/stacks\/(\S+) apply -input=false \S+\.tfplan$/.exec(call)?.[1] ?? [],
  );

beforeAll(() => {
  for (const name of ['bin', 'config']) mkdirSync(join(folder, name));
  const loader = join(ROOT, 'node_modules/tsx/dist/loader.mjs');
  executable('npx', [
    `echo "$@" >> ${log}`,
    `if [ "$2" = synth ]; then exec node --import ${loader} ${ROOT}/test/terraform/stand-in-app.ts; fi`,
    'if [ "$2" = guard ]; then exit "${GUARD:-0}"; fi',
  ]);
  executable('tf', [
    `echo tf "$@" >> ${log}`,
    `echo cache "$TF_PLUGIN_CACHE_DIR" >> ${log}`,
    'exec terraform "$@"',
  ]);
  writeFileSync(join(folder, 'terraformrc'), '');
  writeFileSync(manifest, twoAccounts);
});

(hasTerraform ? describe : describe.skip)('the script', () => {
  it('plan plans every stack and passes all plans to guard', () => {
    const { status, calls } = script('plan');
    expect(status).toBe(0);
    const tendlc = calls.filter((call) => call.startsWith('tendlc'));
    expect(tendlc.map((call) => call.split(' ')[1])).toEqual(['check', 'synth', 'access', 'guard']);
    const judged = ['main', ...secondaries].map((stack) => `${stack}=${join(folder, 'plans', stack)}.json`);
    expect(tendlc.at(-1)).toMatch(/^tendlc guard --all --from \S+ --terraform \S+ /);
    for (const pair of judged) expect(tendlc.at(-1)).toContain(pair.replace(/json$/, 'tfplan'));
    for (const pair of judged) expect(existsSync(pair.split('=')[1]!)).toBe(true);
    expect(applied(calls)).toEqual([]);
    expect(calls.filter((call) => call.startsWith('cache ')).length).toBe(9);
    expect(new Set(calls.filter((call) => call.startsWith('cache ')))).toEqual(
      new Set([`cache ${join(folder, '.terraform/plugin-cache')}`]),
    );
  });

  it('apply applies those plans, main first if something is new', () => {
    const { status, calls } = script('apply');
    expect(status).toBe(0);
    expect(applied(calls)).toEqual(['main', ...secondaries]);
    expect(calls.some((call) => / plan /.test(call))).toBe(false);
  });

  it('apply applies main last if something is removed', () => {
    writeFileSync(manifest, twoAccounts.replace('suspended', 'removed'));
    expect(script('plan').status).toBe(0);
    expect(applied(script('apply').calls)).toEqual([...secondaries, 'main']);
  });

  it('plan exits with 1 if guard fails', () => {
    expect(script('plan', { GUARD: '1' }).status).toBe(1);
  });
});
