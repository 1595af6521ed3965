import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { main } from '../../src/cli/main';
import { inSandbox } from '../../src/cli/verify/rehearse';
import { delegate } from '../../src/delegation';
import { hasPassed, type Probe, runProbes, type VerifyReport, withoutProbes } from '../../src/harness';
import { OUTPUT_FOLDER, SANDBOX_FOLDER } from '../../src/output-layout';
import { synthesize } from '../../stacks';
import { manifestOf, planOf } from '../harness/world';
import { type Sabotage, sabotages } from './sabotages';

const manifest = manifestOf();
const directory = join(SANDBOX_FOLDER, 'sabotage');
const pristine = join(directory, 'pristine');
const outdir = join(directory, OUTPUT_FOLDER);

beforeAll(() => synthesize(manifest, delegate(manifest), pristine, { sandbox: true }));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

beforeEach(() => {
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  cpSync(pristine, outdir, { recursive: true });
});

let runs = 0;
/** A directory for each run: the SDK reads a credentials file once per path. */
const inSabotaged = <T>(work: () => Promise<T>): Promise<T> =>
  inSandbox(manifest, outdir, { directory: join(directory, `run-${++runs}`) }, work);
const verify = (drop: (probe: Probe) => boolean = () => false) =>
  inSabotaged(() => runProbes(withoutProbes(planOf(manifest), drop), { propagationTimeout: 0 }));

const notPassed = ({ probes }: VerifyReport) => probes.filter(({ status }) => status !== 'passed');

it('passes an unchanged output', async () => {
  const report = await verify();
  expect(notPassed(report)).toEqual([]);
  expect(hasPassed(report)).toBe(true);
});

describe.each(sabotages)('$name', ({ apply, noticed }: Sabotage) => {
  beforeEach(() => apply(outdir));

  it('fails the probes that test it, with code, message, cause and fix', async () => {
    const report = await verify();
    expect(hasPassed(report)).toBe(false);
    const failed = report.probes.filter(({ status }) => status === 'failed');
    expect(failed.map(({ id }) => id).sort()).toEqual(noticed.map(({ id }) => id).sort());
    for (const { id, code, cause } of noticed) {
      const result = failed.find((one) => one.id === id)!;
      expect(result).toMatchObject({ code, cause: expect.stringMatching(cause) });
      expect(result.fix).not.toBe('');
      // What AWS denied carries AWS's own words; what it wrongly allowed has none.
      if (code !== '') expect(result.message).not.toBe('');
    }
    // A probe that was not tried says why, and counts as not passed.
    for (const { cause } of notPassed(report).filter(({ status }) => status === 'inconclusive')) {
      expect(cause).toMatch(/^not tried: .* has not passed$/);
    }
  });

  it('passes without those probes: they are the ones that notice it', async () => {
    const ids = noticed.map(({ id }) => id);
    const report = await verify(({ id }) => ids.includes(id));
    expect(notPassed(report)).toEqual([]);
    expect(hasPassed(report)).toBe(true);
  });
});

it('ends the command with exit 1 and names account, probe, code and cause', async () => {
  sabotages[0]!.apply(outdir);
  const file = join(directory, 'report.txt');
  const args = ['verify', '--only', 'crm', '--propagation-timeout', '0', '--output', file];
  expect(await inSabotaged(() => main(args))).toBe(1);
  const report = readFileSync(file, 'utf8');
  for (const part of [
    /crm \(444455556666\) {2}send marketing/,
    /AccessDeniedException/,
    /send policy of\s+TenDlcSender-crm/,
  ]) {
    expect(report).toMatch(part);
  }
});
