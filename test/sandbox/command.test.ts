import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { childEnvironment, shellLines } from '../../src/cli/sandbox/environment';
import { parseSettings } from '../../src/cli/sandbox/settings';
import { seedWorld } from '../../src/sandbox/seed/seed-world';
import { exampleManifest, scratch } from './support/sandbox';

const tendlc = resolve('bin/tendlc.js');
const manifest = resolve('config/accounts.yaml');

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

function start(args: string[], cwd: string, env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [tendlc, 'sandbox', '--manifest', manifest, ...args], {
    cwd,
    env: { ...process.env, ...env },
  });
  const text = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].on('data', (data) => {
      text[stream] += data;
    });
  }
  const ended = new Promise<Ended>((done) => child.on('close', (code) => done({ code, ...text })));
  return { child, ended, text };
}

const run = (args: string[], cwd = scratch(), env: NodeJS.ProcessEnv = {}) => start(args, cwd, env).ended;
const node = (script: string) => ['--empty', '--', process.execPath, '-e', script];

it('exits with the command’s code and leaves no keys behind', async () => {
  const cwd = scratch();
  const { code, stdout } = await run(node('console.log(process.env.AWS_CONFIG_FILE); process.exit(7)'), cwd);
  expect(code).toBe(7);
  expect(stdout.trim()).toContain(join('.tendlc', 'sandbox'));
  expect(existsSync(stdout.trim())).toBe(false);
  expect(readdirSync(join(cwd, '.tendlc', 'sandbox'))).toEqual([]);
});

it('makes keys readable by their owner only', async () => {
  const script = `const { statSync } = require('node:fs'); const { AWS_CONFIG_FILE: c, AWS_SHARED_CREDENTIALS_FILE: s } = process.env; console.log([c, s].map((f) => (statSync(f).mode & 0o777).toString(8)).join(' '))`;
  expect((await run(node(script))).stdout.trim()).toBe('600 600');
});

it.each([
  ['a file', '.tendlc'],
  ['a file', '.tendlc/sandbox'],
  ['a file', `.tendlc/sandbox/PORT`],
  ['a symbolic link', '.tendlc'],
  ['a symbolic link', '.tendlc/sandbox'],
  ['a symbolic link', `.tendlc/sandbox/PORT`],
])('stops at once, and writes nothing, with %s in the place of %s', async (what, where) => {
  const [cwd, elsewhere, port] = [scratch(), scratch(), await freePort()];
  const path = join(cwd, where.replace('PORT', String(port)));
  mkdirSync(join(path, '..'), { recursive: true });
  if (what === 'a file') writeFileSync(path, '');
  else symlinkSync(elsewhere, path);
  const { code, stderr } = await run(['--port', String(port), ...node('')], cwd);
  expect(code).toBe(2);
  expect(stderr).toContain(where.replace('PORT', String(port)));
  expect(stderr).not.toMatch(/internal error|^ +at /m);
  expect(readdirSync(elsewhere)).toEqual([]);
});

it('reports that a command does not exist', async () => {
  expect(await run(['--empty', '--', 'no-such-command'])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/cannot run no-such-command: there is no such command/),
  });
});

it.each([
  ['a port that is none', ['--port', '70000'], 2],
  ['a share over one', ['--error-rate', '1.5'], 2],
  ['both an output and none', ['--empty', '--from', 'x'], 2],
  ['an output that is not there', ['--from', 'nowhere', '--', 'true'], 2],
])('refuses %s', async (_, args, code) => {
  expect((await run(args)).code).toBe(code);
});

it('reports that its port is taken', async () => {
  const other = createServer();
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
  const { port } = other.address() as { port: number };
  const { code, stderr } = await run(['--empty', '--port', String(port), '--', 'true']);
  await new Promise((done) => other.close(done));
  expect(code).toBe(2);
  expect(stderr).toMatch(new RegExp(`port ${port} of 127.0.0.1 is taken`));
  expect(stderr).not.toMatch(/at .*\.ts:/);
});

const until = async (ready: () => boolean) => {
  while (!ready()) await new Promise((done) => setTimeout(done, 20));
};

it.each<NodeJS.Signals>(['SIGINT', 'SIGTERM'])(
  'in the foreground prints the environment, and ends on %s',
  async (signal) => {
    const { child, ended, text } = start(['--empty'], scratch());
    await until(() => text.stdout.includes('TENDLC_SANDBOX'));
    expect(text.stdout).toMatch(/^Sandbox ready on http:\/\/127\.0\.0\.1:\d+\n/);
    expect(text.stdout).toMatch(/\nunset AWS_PROFILE /);
    expect(text.stdout).toMatch(/\nexport AWS_ENDPOINT_URL=http:\/\/127/);
    (child as ChildProcess).kill(signal);
    expect((await ended).code).toBe(0);
  },
);

describe('the environment', () => {
  const sandbox = {
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    AWS_CONFIG_FILE: '/x y/config',
    AWS_SHARED_CREDENTIALS_FILE: '/x/credentials',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    TENDLC_SANDBOX: '1',
    TENDLC_SANDBOX_RATES: 'off',
  };

  it.each([
    'AWS_PROFILE',
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SESSION_TOKEN',
    'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS',
    'AWS_ENDPOINT_URL_STS',
    'AWS_WEB_IDENTITY_TOKEN_FILE',
    'AWS_CONTAINER_CREDENTIALS_FULL_URI',
    'TFC_AWS_PROVIDER_AUTH',
    'TF_WORKSPACE',
    'TF_TOKEN_example_com',
    'TF_CLI_ARGS_apply',
    'TF_DATA_DIR',
  ])('has no %s from outside', (name) => {
    expect(childEnvironment({ [name]: 'real', PATH: '/bin' }, sandbox)).not.toHaveProperty(name);
  });

  it('keeps the other variables and bypasses proxies', () => {
    const env = childEnvironment(
      { PATH: '/bin', AWS_PAGER: 'less', AWS_REGION: 'eu-west-1', NO_PROXY: 'x' },
      sandbox,
    );
    expect(env).toMatchObject({
      PATH: '/bin',
      AWS_PAGER: 'less',
      AWS_REGION: 'us-east-1',
      NO_PROXY: 'x,127.0.0.1,localhost',
    });
  });

  it("replaces HCP Terraform's token by one without access", () => {
    const env = childEnvironment(
      { TF_TOKEN_app_terraform_io: 'real', TF_TOKEN_tf__x_example_com: 'real' },
      sandbox,
      'tf-x.example.com',
    );
    expect(env.TF_TOKEN_app_terraform_io).toBe('tendlc-sandbox');
    expect(env.TF_TOKEN_tf__x_example_com).toBe('tendlc-sandbox');
  });

  it.each([{}, { NO_PROXY: 'x', AWS_ENDPOINT_URL_STS: 'https://real.example', AWS_REGION: 'eu-west-1' }])(
    'is the same in another shell, whatever that has: %j',
    (outside) => {
      const real = { ...outside, TF_CLI_ARGS_apply: '-state=real', TF_DATA_DIR: 'real', AWS_PAGER: 'cat' };
      const env = { PATH: process.env.PATH, ...real };
      const script = `${shellLines(sandbox, 'tf.example.com').join('\n')}\nenv -0`;
      const lines = execFileSync('sh', ['-c', script], { env, encoding: 'utf8' }).split('\0').filter(Boolean);
      const seen = Object.fromEntries(
        lines.map((line) => line.split(/=(.*)/s)).filter(([name]) => name !== '_' && name !== 'PWD'),
      );
      const proxies = (all: NodeJS.ProcessEnv) => ({
        ...all,
        NO_PROXY: all.NO_PROXY?.replace(/^,/, ''),
        no_proxy: all.no_proxy?.replace(/^,/, ''),
      });
      expect(proxies(seen)).toEqual(proxies(childEnvironment(env, sandbox, 'tf.example.com')));
    },
  );
});

describe('--set', () => {
  it('changes the state of the main account only', () => {
    const world = seedWorld(exampleManifest());
    const { sms, apply } = parseSettings([
      'tier=SANDBOX',
      'spendLimit=0.5',
      'verified=+12065550142',
      'optedOut=+12065550143',
      'pending=+12065550100',
      'phoneNumberIdMatchesArn=true',
      'maxPriceIsPer=part',
    ]);
    apply(world);
    expect(sms).toEqual({ phoneNumberIdMatchesArn: true, maxPriceIsPer: 'part' });
    const region = world.accounts.get('111122223333')!.sms.get('us-east-1')!;
    expect(region).toMatchObject({
      tier: 'SANDBOX',
      spendLimit: 0.5,
      verifiedDestinations: new Set(['+12065550142']),
    });
    expect(region.optOutLists.get('Default')).toEqual(new Set(['+12065550143']));
    expect(
      [...region.numbers.values()]
        .filter(({ status }) => status === 'PENDING')
        .map(({ phoneNumber }) => phoneNumber),
    ).toEqual(['+12065550100']);
  });

  it.each([
    [['tier=SANDBOX'], 1],
    [['tier=SANDBOX', 'spendLimit=5'], 5],
    [['spendLimit=0.5', 'tier=SANDBOX'], 0.5],
    [['tier=PRODUCTION'], 100_000],
  ])('%j is an account with %d USD a month', (texts, limit) => {
    const world = seedWorld(exampleManifest());
    parseSettings(texts).apply(world);
    expect(world.accounts.get('111122223333')!.sms.get('us-east-1')!.spendLimit).toBe(limit);
  });

  it.each(['tier', 'tier=OTHER', 'verified=12', 'spendLimit=', 'constructor=1', 'dryRunGivesEvents=yes'])(
    'refuses %s',
    (text) => {
      expect(() => parseSettings([text])).toThrow(/Known are:\n {2}tier=/);
    },
  );
});

it('reaches and overwrites nothing real with a cloud backend in the manifest', async () => {
  const cwd = scratch();
  mkdirSync(join(cwd, 'cdktf.out', 'stacks', 'main'), { recursive: true });
  const real = join(cwd, 'cdktf.out', 'stacks', 'main', 'cdk.tf.json');
  writeFileSync(real, 'real');
  writeFileSync(
    join(cwd, 'cloud.yaml'),
    `version: 1
main: { name: production, accountId: "111122223333", region: us-east-1, numbers: { alerts: { phoneNumber: "+12065550100", phoneNumberId: phone-0123456789abcdef0123456789abcdef } }, deploy: { hcpTag: MAIN } }
secondaries: { development: { accountId: "222233334444", numbers: [alerts], principals: [role/app], externalId: dev-10dlc, deploy: { profile: real } } }
terraform: { backend: { type: cloud, organization: acme, workspaces: { name: "tendlc-{stack}" } } }
`,
  );
  const synth = (output: string) =>
    run(
      [
        '--manifest',
        'cloud.yaml',
        '--empty',
        '--',
        process.execPath,
        tendlc,
        'synth',
        '--manifest',
        'cloud.yaml',
        '--output',
        output,
      ],
      cwd,
    );
  expect((await synth('cdktf.out')).code).not.toBe(0);
  expect((await run(['--empty', '--', 'cat', real], cwd)).stdout).toBe('real');
  const { code, stderr } = await synth(join('.tendlc', 'sandbox', 'cdktf.out'));
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  const stack = (
    await run(
      ['--empty', '--', 'cat', join('.tendlc', 'sandbox', 'cdktf.out', 'stacks', 'main', 'cdk.tf.json')],
      cwd,
    )
  ).stdout;
  expect(JSON.parse(stack)).toMatchObject({
    terraform: { backend: { local: { path: expect.any(String) } } },
    provider: { aws: [{ profile: 'tendlc-sandbox-main', allowed_account_ids: ['111122223333'] }] },
  });
  expect(stack).not.toMatch(/cloud|acme|hcpTag|MAIN/);
});

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });
}
