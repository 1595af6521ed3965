import { existsSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outputDirectory } from '../../src/cli/synth/output';
import { delegate } from '../../src/delegation';
import { UserError } from '../../src/errors';
import { synthesize } from '../../stacks';
import { buildManifest } from '../support/manifest';
import { readStack } from '../support/synthesized';

/** A manifest with a real backend and every kind of real credentials. */
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

it('a rehearsal uses only the sandbox: no cloud, its own state, its own credentials', () => {
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
])('a rehearsal does not write to %s', (outdir) => {
  expect(() => write(outdir)).toThrow(UserError);
  expect(existsSync('cdktf.out')).toBe(false);
});

it.each(['../../real', 'real'])(
  'a rehearsal does not write through a symbolic link below its folder: to %s',
  (target) => {
    mkdirSync('.tendlc/sandbox/real', { recursive: true });
    mkdirSync('real');
    symlinkSync(target, '.tendlc/sandbox/out');
    expect(() => write('.tendlc/sandbox/out')).toThrow(UserError);
    expect(readdirSync('real')).toEqual([]);
    expect(readdirSync('.tendlc/sandbox/real')).toEqual([]);
  },
);

it.each([
  ['a symbolic link', '.tendlc'],
  ['a symbolic link', '.tendlc/sandbox'],
  ['a link that leads nowhere', '.tendlc'],
  ['a file', '.tendlc'],
  ['a file', '.tendlc/sandbox'],
])('a rehearsal rejects %s in the place of %s, and names it', (what, path) => {
  mkdirSync('real');
  if (path !== '.tendlc') mkdirSync('.tendlc');
  if (what === 'a file') writeFileSync(path, '');
  else symlinkSync(join(process.cwd(), what.endsWith('nowhere') ? 'nowhere' : 'real'), path);
  const named = expect.objectContaining({ name: 'UserError', message: expect.stringContaining(path) });
  expect(() => write('.tendlc/sandbox/cdktf.out')).toThrow(named);
  expect(readdirSync('real')).toEqual([]);
  expect(existsSync('nowhere')).toBe(false);
});

it('a real synth writes to the usual output', () => {
  delete process.env.TENDLC_SANDBOX;
  mkdirSync('.tendlc/sandbox', { recursive: true });
  write('cdktf.out');
  expect(readStack('cdktf.out', 'main').terraform.cloud).toBeDefined();
});

it('a rehearsal writes below its folder by default, unless cdktf-cli names another', () => {
  expect(outputDirectory()).toBe('.tendlc/sandbox/cdktf.out');
  delete process.env.TENDLC_SANDBOX;
  expect(outputDirectory()).toBe('cdktf.out');
  expect(outputDirectory('elsewhere')).toBe('elsewhere');
  process.env.CDKTF_OUTDIR = '';
  expect(outputDirectory()).toBe('cdktf.out');
  delete process.env.CDKTF_OUTDIR;
});
