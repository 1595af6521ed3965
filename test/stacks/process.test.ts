/** Runs synth as a process: which programs it starts, and which outputs it rejects in the sandbox. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readStack, scratch } from '../support/synthesized';

const ROOT = join(__dirname, '../..');
const CORPUS = join(ROOT, 'test/corpus/stacks');

function synth(cwd: string, args: string[], env: NodeJS.ProcessEnv = {}) {
  return spawnSync(process.execPath, [join(ROOT, 'bin/tendlc.js'), 'synth', ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
}

it.each(readdirSync(CORPUS))('synth never starts Terraform, for any backend and import: %s', (name) => {
  const cwd = scratch();
  const [bin, marker] = [join(cwd, 'bin'), join(cwd, 'started')];
  mkdirSync(bin);
  for (const program of ['terraform', 'tofu']) {
    writeFileSync(join(bin, program), `#!/bin/sh\ntouch ${marker}\nexit 1\n`);
    chmodSync(join(bin, program), 0o755);
  }
  const { status, stderr } = synth(cwd, ['--manifest', join(CORPUS, name)], {
    PATH: `${bin}:${process.env.PATH}`,
  });
  expect([status, stderr]).toEqual([0, expect.stringContaining('cdktf.out')]);
  expect(existsSync(marker)).toBe(false);
});

it.each([
  ['main.ts', ['--import', 'tsx', join(ROOT, 'main.ts')]],
  ['tendlc synth', [join(ROOT, 'bin/tendlc.js'), 'synth']],
])('%s writes nothing to standard error under cdktf, which would show it as an error', (_, args) => {
  const outdir = join(scratch(), 'cdktf.out');
  // The example has a warning.
  const TENDLC_MANIFEST = join(ROOT, 'config/accounts.yaml');
  const env = { ...process.env, CDKTF_OUTDIR: outdir, TENDLC_MANIFEST };
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8', env });
  expect([status, stderr]).toEqual([0, '']);
  expect(readStack(outdir, 'main')).toBeDefined();
});

describe('under TENDLC_SANDBOX=1', () => {
  const manifest = ['--manifest', join(CORPUS, 'hcp-terraform.yaml')];
  const sandbox = { TENDLC_SANDBOX: '1' };

  it('synth writes below .tendlc/sandbox, without the cloud backend', () => {
    const cwd = scratch();
    expect(synth(cwd, manifest, sandbox).status).toBe(0);
    expect(readdirSync(cwd)).toEqual(['.tendlc']);
    const stack = readStack(join(cwd, '.tendlc/sandbox/cdktf.out'), 'products');
    expect(stack.terraform).toEqual({
      backend: { local: { path: '../../../terraform.products.tfstate' } },
      required_providers: expect.anything(),
    });
    expect(JSON.stringify(stack)).not.toMatch(/acme|tfc_aws/);
  });

  it("synth rejects cdktf-cli's default output and says which one to use", () => {
    const cwd = scratch();
    const { status, stderr } = synth(cwd, manifest, { ...sandbox, CDKTF_OUTDIR: join(cwd, 'cdktf.out') });
    expect(status).toBe(2);
    expect(stderr).toContain('cdktf deploy --output .tendlc/sandbox/cdktf.out');
    expect(readdirSync(cwd)).toEqual([]);
  });
});
