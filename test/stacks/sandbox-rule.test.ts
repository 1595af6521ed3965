import { existsSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outputDirectory } from '../../src/cli/synth/output';
import { delegate } from '../../src/delegation';
import { UserError } from '../../src/errors';
import { synthesize } from '../../stacks';
import { buildManifest } from '../support/manifest';
import { readStack } from '../support/synthesized';

/** A manifest that points at everything real there is. */
const manifest = buildManifest({
  main: { deploy: { hcpTag: 'MAIN' } },
  terraform: { backend: { type: 'cloud', organization: 'acme', workspaces: { name: 'tendlc-{stack}' } } },
  secondaries: {
    development: { deploy: { profile: 'real', assumeRoleArn: ['arn:aws:iam::222233334444:role/Terraform'] } },
    staging: { accountId: '333344445555', deploy: { hcpTag: 'STAGING' } },
  },
});
const write = (outdir: string) => synthesize(manifest, delegate(manifest), outdir);
const home = process.cwd();

beforeEach(() => {
  process.chdir(mkdtempSync(join(tmpdir(), 'tendlc-sandbox-')));
  process.env.TENDLC_SANDBOX = '1';
});
afterEach(() => {
  process.chdir(home);
  delete process.env.TENDLC_SANDBOX;
});

it('reaches the sandbox alone: no cloud, no state but its own, no credentials but its own', () => {
  write('.tendlc/sandbox/cdktf.out');
  const profiles: Record<string, string> = {
    main: 'tendlc-sandbox-main',
    'secondary-development': 'tendlc-sandbox-secondary-development',
    'secondary-staging': 'tendlc-sandbox-secondary-staging',
  };
  for (const [name, profile] of Object.entries(profiles)) {
    const stack = readStack('.tendlc/sandbox/cdktf.out', name);
    expect(stack.terraform.cloud).toBeUndefined();
    const { path } = stack.terraform.backend.local;
    expect(join('.tendlc/sandbox/cdktf.out/stacks', name, path)).toBe(
      `.tendlc/sandbox/terraform.${name}.tfstate`,
    );
    expect(stack.provider.aws).toEqual([
      { region: 'us-east-1', allowed_account_ids: [expect.any(String)], profile },
    ]);
    expect(stack.variable).toBeUndefined();
  }
});

it.each([
  'cdktf.out',
  '.tendlc/sandbox',
  '.tendlc/sandbox/..',
  '.tendlc/sandbox/../cdktf.out',
  '.tendlc/sandbox-not',
  '..',
  '/tmp/elsewhere/cdktf.out',
])('refuses to write to %s', (outdir) => {
  expect(() => write(outdir)).toThrow(UserError);
  expect(existsSync('cdktf.out')).toBe(false);
});

it('refuses a link that leads out, and follows one that stays', () => {
  mkdirSync('.tendlc/sandbox/real', { recursive: true });
  mkdirSync('real');
  symlinkSync('../../real', '.tendlc/sandbox/out');
  symlinkSync('real', '.tendlc/sandbox/in');
  for (const outdir of ['.tendlc/sandbox/out', '.tendlc/sandbox/out/cdktf.out'])
    expect(() => write(outdir)).toThrow(UserError);
  expect(readdirSync('real')).toEqual([]);
  write('.tendlc/sandbox/in');
  expect(existsSync('.tendlc/sandbox/real/stacks/main')).toBe(true);
});

it('does not stop a real synth without it', () => {
  delete process.env.TENDLC_SANDBOX;
  mkdirSync('.tendlc/sandbox', { recursive: true });
  write('cdktf.out');
  expect(readStack('cdktf.out', 'main').terraform.cloud).toBeDefined();
});

it('goes there by itself, unless cdktf-cli asks for its own place', () => {
  expect(outputDirectory()).toBe('.tendlc/sandbox/cdktf.out');
  delete process.env.TENDLC_SANDBOX;
  expect(outputDirectory()).toBe('cdktf.out');
  expect(outputDirectory('elsewhere')).toBe('elsewhere');
  process.env.CDKTF_OUTDIR = '';
  expect(outputDirectory()).toBe('cdktf.out');
  delete process.env.CDKTF_OUTDIR;
});
