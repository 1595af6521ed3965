import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareOutputs } from '../../src/cli/synth/compare';
import { scratch } from '../support/synthesized';
import { cdktfCli, hasCdktfCli } from '../support/tools';

const ROOT = join(__dirname, '../..');
const MANIFEST = join(ROOT, 'config/accounts.yaml');

function run(command: string, args: string[], env: NodeJS.ProcessEnv = {}) {
  return spawnSync(command, args, {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, CHECKPOINT_DISABLE: '1', ...env },
  });
}
const tendlc = (...args: string[]) => run('node', ['bin/tendlc.js', 'synth', ...args]);

const withCdktfCli = hasCdktfCli ? it : it.skip;

describe('every way to synthesize', () => {
  it('all entry points write the same bytes', () => {
    const [byTendlc, byMain] = [scratch(), scratch()];
    expect(tendlc('--output', byTendlc).status).toBe(0);
    expect(run('node', ['--import', 'tsx', 'main.ts'], { CDKTF_OUTDIR: byMain }).status).toBe(0);
    expect(existsSync(join(byTendlc, 'stacks/main/cdk.tf.json'))).toBe(true);
    expect(compareOutputs(byMain, byTendlc)).toEqual([]);
  });

  withCdktfCli('writes the same bytes under cdktf-cli', () => {
    const [byTendlc, byCdktf] = [scratch(), scratch()];
    expect(tendlc('--output', byTendlc).status).toBe(0);
    expect(run(cdktfCli, ['synth', '--output', byCdktf]).status).toBe(0);
    expect(compareOutputs(byCdktf, byTendlc)).toEqual([]);
  });

  withCdktfCli('ends under cdktf-cli too, where a stack is gone', () => {
    const outdir = join(scratch(), 'cdktf.out');
    mkdirSync(join(outdir, 'stacks', 'secondary-gone'), { recursive: true });
    const { status, stderr } = run(cdktfCli, ['synth', '--output', outdir]);
    expect([status, stderr]).toEqual([0, expect.not.stringContaining('ENOENT')]);
    expect(existsSync(join(outdir, 'stacks', 'secondary-gone'))).toBe(false);
  });
});

describe('a manifest that cannot be used', () => {
  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['malformed', 'version: 1\nmain: [\n'],
    ['an interpolation', readFileSync(MANIFEST, 'utf8').replace('dev-10dlc', '$' + '{var.x}')],
  ])('synth writes nothing from an unusable manifest: %s', (_name, source) => {
    const folder = scratch();
    const manifest = join(folder, 'accounts.yaml');
    if (source !== undefined) writeFileSync(manifest, source);
    const byTendlc = tendlc('--manifest', manifest, '--output', join(folder, 'out'));
    const byMain = run('node', ['--import', 'tsx', 'main.ts'], {
      TENDLC_MANIFEST: manifest,
      CDKTF_OUTDIR: join(folder, 'out'),
    });
    for (const { status, stdout, stderr } of [byTendlc, byMain]) {
      expect(status).toBe(1);
      expect(stdout).toBe('');
      expect(stderr).toContain('accounts.yaml');
      expect(stderr).not.toMatch(/^\s+at /m);
    }
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });
});

describe('synth --check', () => {
  const outdir = join(scratch(), 'cdktf.out');
  const edit = (path: string, from: string, to: string) =>
    writeFileSync(join(outdir, path), readFileSync(join(outdir, path), 'utf8').replace(from, to));

  beforeEach(() => tendlc('--output', outdir));

  it('synth --check passes on the output of a synth with files of Terraform', () => {
    writeFileSync(join(outdir, 'stacks/main/.terraform.lock.hcl'), '');
    expect(tendlc('--check', '--output', outdir)).toMatchObject({ status: 0, stdout: '' });
  });

  it('synth --check names the stacks that differ', () => {
    edit('stacks/secondary-crm/cdk.tf.json', 'sts:AssumeRole', 'sts:*');
    rmSync(join(outdir, 'stacks/secondary-staging/cdk.tf.json'));
    mkdirSync(join(outdir, 'stacks/secondary-gone'));
    edit('manifest.json', 'stacks/main', 'stacks/other');
    const { status, stdout } = tendlc('--check', '--output', outdir);
    expect(status).toBe(1);
    expect(stdout.split('\n')).toEqual([
      'secondary-crm is not what the manifest gives',
      'secondary-staging is missing',
      'secondary-gone is not in the manifest',
      'manifest.json is not what the manifest gives',
      '',
    ]);
  });

  it('synth --check compares the requested output, under cdktf-cli and in the sandbox too', () => {
    const args = ['bin/tendlc.js', 'synth', '--check', '--output', outdir];
    const elsewhere = { CDKTF_OUTDIR: join(scratch(), 'cdktf.out') };
    expect(run('node', args, elsewhere).status).toBe(0);
    const { status, stdout } = run('node', args, { TENDLC_SANDBOX: '1' });
    expect([status, stdout]).toEqual([1, expect.stringContaining('main is not what the manifest gives')]);
  });

  it('synth --check writes nothing', () => {
    const absent = join(scratch(), 'cdktf.out');
    expect(tendlc('--check', '--output', absent).status).toBe(1);
    expect(existsSync(absent)).toBe(false);
  });
});
