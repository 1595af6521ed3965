import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareWithAws } from '../../src/cli/check/aws';
import { onePerSecond, pages } from '../../src/cli/check/aws/client';
import { runCheck } from '../../src/cli/check/run';
import { UserError } from '../../src/errors';
import { parseManifest } from '../../src/manifest';
import type { Diagnostic, Manifest } from '../../src/manifest/types';
import { type Sandbox, startSandbox } from '../../src/sandbox';
import { seedWorld } from '../../src/sandbox/seed/seed-world';
import { smsRegion } from '../../src/sandbox/world/world';

const id = (digit: string) => `phone-${digit.repeat(32)}`;
const source = `version: 1
main:
  name: production
  accountId: "111122223333"
  region: us-east-1
  numbers:
    alerts: {phoneNumber: "+12065550100", phoneNumberId: ${id('a')}}
    west: {phoneNumber: "+12065550101", phoneNumberId: ${id('b')}, region: us-west-2}
  pools: {all: {poolId: pool-${'c'.repeat(32)}}}
  configurationSets: {tendlc: {}}
secondaries:
  development: {accountId: "222233334444", numbers: [alerts, west], pools: [all], configurationSets: [tendlc], principals: account}
`;

function read(text: string): Manifest {
  const { manifest, diagnostics } = parseManifest(text, 'accounts.yaml');
  if (!manifest) throw new Error(JSON.stringify(diagnostics));
  return manifest;
}

let sandbox: Sandbox;
let directory: string;
const before = { ...process.env };

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'tendlc-aws-'));
  const world = seedWorld(read(source));
  const east = smsRegion(world.accounts.get('111122223333')!, 'us-east-1');
  // More than one page, so that the pace matters: the sandbox throttles as AWS does.
  const [first] = east.numbers.values();
  for (let index = 0; index < 150; index++) {
    const phoneNumberId = `phone-${String(index).padStart(32, '0')}`;
    const arn = first!.arn.replace(first!.id, phoneNumberId);
    east.numbers.set(phoneNumberId, {
      ...first!,
      id: phoneNumberId,
      arn,
      phoneNumber: `+1206556${1000 + index}`,
    });
  }
  sandbox = await startSandbox({ world, directory });
  Object.assign(process.env, sandbox.env, { AWS_PROFILE: 'tendlc-sandbox-main' });
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'])
    delete process.env[name];
});

afterAll(async () => {
  await sandbox.close();
  rmSync(directory, { recursive: true, force: true });
  process.env = before;
});

describe('check --aws against the sandbox', () => {
  it('finds only unlisted resources, over pages and Regions, within the quota of Describe calls', async () => {
    const { diagnostics: found, readiness } = await compareWithAws(read(source));
    expect(readiness.map(({ status }) => status)).toEqual(['ready', 'ready']);
    expect(found.map(({ code }) => code)).toEqual(['TD907']);
    expect(found[0]?.fix.match(/phoneNumber: "\+1206556\d{4}"/g)).toHaveLength(150);
  });

  it.each([
    ['production', 'PRODUCTION', [], ['ready', 'ready']],
    ['production', 'SANDBOX', ['TD910 4:14'], ['blocking', 'ready']],
    ['sandbox', 'SANDBOX', ['TD910 6:12'], ['ready', 'warning']],
    ['sandbox', 'PRODUCTION', ['TD910 6:12', 'TD910 6:12'], ['warning', 'warning']],
  ])('compares smsTier: %s with the tier %s of one Region', async (expected, tier, codes, status) => {
    const text = source.replace('  numbers:', `  smsTier: ${expected}\n  numbers:`);
    const east = smsRegion(sandbox.world.accounts.get('111122223333')!, 'us-east-1');
    Object.assign(east, { tier });
    try {
      const { diagnostics, readiness } = await compareWithAws(read(text));
      const found = diagnostics.filter(({ code }) => code === 'TD910');
      expect(found.map(({ code, range }) => `${code} ${range.start.line}:${range.start.column}`)).toEqual(
        codes,
      );
      expect(readiness.map((one) => one.status)).toEqual(status);
    } finally {
      Object.assign(east, { tier: 'PRODUCTION' });
    }
  });

  it('names the account of the credentials, if it is another one', async () => {
    process.env.AWS_PROFILE = 'tendlc-sandbox-secondary-development';
    try {
      await expect(compareWithAws(read(source))).rejects.toThrow(
        /account 222233334444, not of the main account/,
      );
    } finally {
      process.env.AWS_PROFILE = 'tendlc-sandbox-main';
    }
  });

  it('passes on what AWS said if it cannot be asked', async () => {
    process.env.AWS_PROFILE = 'missing';
    try {
      await expect(compareWithAws(read(source))).rejects.toThrow(UserError);
    } finally {
      process.env.AWS_PROFILE = 'tendlc-sandbox-main';
    }
  });

  it('is part of tendlc check: every difference of one run, each at its place', async () => {
    const file = join(directory, 'accounts.yaml');
    const wrong = source
      .replace(id('a'), id('d'))
      .replace('+12065550101', '+12065550199')
      .replace('c'.repeat(32), 'e'.repeat(32))
      .replace(/tendlc/g, 'other');
    writeFileSync(file, wrong);
    const output: string[] = [];
    const write = jest
      .spyOn(process.stdout, 'write')
      .mockImplementation((text) => Boolean(output.push(String(text))));
    await expect(runCheck({ manifest: file, aws: true, format: 'json' })).rejects.toMatchObject({
      exitCode: 1,
    });
    write.mockRestore();
    const { diagnostics } = JSON.parse(output.join('')) as { diagnostics: Diagnostic[] };
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code, range }) => `${code} ${range.start.line}:${range.start.column}`)).toEqual([
      'TD901 7:58',
      'TD902 8:56',
      'TD908 9:25',
      'TD909 10:30',
    ]);
  });
});

describe('the pace', () => {
  it('lets the first call through at once, and then one a second', async () => {
    let now = 0;
    const slept: number[] = [];
    const pace = onePerSecond(
      () => now,
      async (milliseconds) => {
        slept.push(milliseconds);
        now += milliseconds;
      },
    );
    await pace();
    await pace();
    now += 400;
    await pace();
    now += 5000;
    await pace();
    expect(slept).toEqual([1000, 600]);
  });

  it('reads every page', async () => {
    const read = async (token?: string) => (token ? { items: [3] } : { items: [1, 2], nextToken: 'more' });
    expect(await pages(read)).toEqual([1, 2, 3]);
  });
});
