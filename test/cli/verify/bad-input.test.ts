import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rehearsalProfiles } from '../../../src/cli/verify/rehearse';
import { inWorld, manifestOf, planOf } from '../../harness/world';
import { run } from './command';

const folder = mkdtempSync(join(tmpdir(), 'tendlc-verify-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const plan = planOf(manifestOf(), { rehearsal: rehearsalProfiles });
const report = (more: object) =>
  JSON.stringify({
    version: 1,
    runId: 'r',
    startedAt: new Date().toISOString(),
    mode: 'simulator',
    destination: plan.destination,
    manifestDigest: plan.manifestDigest,
    probes: [],
    ...more,
  });

describe('verify stops before the first probe, with exit 2 and a way out, on', () => {
  it.each<[string, string[], RegExp]>([
    ['an unknown secondary', ['--only', 'stagin'], /did you mean staging\?/],
    ['a name that is like no other', ['--only', 'zzzzzzzzzz'], /no such secondary \(there are: crm, /],
    ['an unknown required name', ['--require', 'stagin'], /did you mean staging\?/],
    ['a destination that is not a number', ['--mode', 'live', '--destination', '206-555-0100'], /not E\.164/],
    [
      'a destination in Canada',
      ['--mode', 'live', '--destination', '+14165550100'],
      /cannot be reached by 10DLC/,
    ],
    [
      'a destination in the Northern Marianas',
      ['--mode', 'live', '--destination', '+16702330100'],
      /cannot be reached by 10DLC/,
    ],
    [
      'a toll-free destination',
      ['--mode', 'live', '--destination', '+18005550100'],
      /cannot be reached by 10DLC: it is a toll-free number/,
    ],
    [
      'a destination in Germany',
      ['--mode', 'dry-run', '--destination', '+4915112345678'],
      /cannot be reached by 10DLC/,
    ],
    ['a phone in simulator mode', ['--destination', '+12065550100'], /add --mode live/],
    ['the simulator in live mode', ['--mode', 'live'], /give its number by --destination/],
    [
      'live mode without a terminal to confirm',
      ['--mode', 'live', '--destination', '+12065550100'],
      /add --yes/,
    ],
    ['an unknown mode', ['--mode', 'lively'], /simulator, dry-run, live/],
    ['an unknown format', ['--format', 'html'], /pretty, json, junit, markdown/],
    ['two formats for one standard output', ['--format', 'json', 'pretty'], /--output/],
    ['more files than formats', ['--output', 'a', 'b'], /more files than formats/],
    ['an output in a missing directory', ['--output', join(folder, 'no', 'report.txt')], /cannot be written/],
    ['an output that is a directory', ['--output', folder], /cannot be written/],
    ['a missing report', ['--resume', join(folder, 'none.json')], /not a JSON report/],
    ['two formats for one file', ['--format', 'json', 'junit', '--output', 'a', 'a'], /cannot share a file/],
    [
      'a report with something else in it',
      ['--resume', file('null.json', report({ probes: [null] }))],
      /not a report of/,
    ],
    ['a file that is not a report', ['--resume', file('odd.json', '{}')], /not a report of/],
    [
      'a report on another manifest',
      ['--resume', file('other.json', report({ manifestDigest: 'f00' }))],
      /of another manifest/,
    ],
    [
      'a report of another mode',
      ['--resume', file('mode.json', report({ mode: 'dry-run' }))],
      /of another mode/,
    ],
    ['a sample of 0', ['--sample', '0'], /whole number, 1 or more/],
  ])('%s', async (_, args, message) => {
    await inWorld(manifestOf(), async (sandbox) => {
      const { code, stdout, stderr } = await run('verify', ...args);
      expect(stderr).toMatch(message);
      expect(code).toBe(2);
      expect(stdout).toBe('');
      expect(stderr).not.toMatch(/^ {4}at /m);
      // Only GetCallerIdentity may have been called: no role was assumed, and nothing was sent.
      expect(sandbox.usage().filter(({ operation }) => operation !== 'GetCallerIdentity')).toEqual([]);
    });
  });

  it('missing credentials', async () => {
    await inWorld(manifestOf(), async () => {
      process.env.AWS_SHARED_CREDENTIALS_FILE = join(folder, 'none');
      process.env.AWS_CONFIG_FILE = join(folder, 'none');
      const { code, stderr } = await run('verify');
      expect(stderr).toMatch(/there are no credentials to call with; set AWS_PROFILE or sign in/);
      expect(code).toBe(2);
    });
  });

  it('expired credentials', async () => {
    await inWorld(manifestOf(), async (sandbox) => {
      const { accessKeyId } = sandbox.world.profiles.get('default')!;
      sandbox.world.accessKeys.get(accessKeyId)!.expiresAt = 0;
      const { code, stderr } = await run('verify');
      expect(stderr).toMatch(/the credentials have expired; sign in again/);
      expect(code).toBe(2);
    });
  });
});
