import { execFile, spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { connectPage } from '../../../src/cli/connect/page';
import { delegate } from '../../../src/delegation';
import type { Manifest } from '../../../src/manifest/types';
import type { Sandbox } from '../../../src/sandbox';
import { inWorld, manifestOf, small } from '../../harness/world';
import { run } from '../verify/command';

const exec = promisify(execFile);
// Below the repository, so that its node_modules are found.
mkdirSync('.tendlc', { recursive: true });
const folder = mkdtempSync(join('.tendlc', 'connect-'));
afterAll(() => rmSync(folder, { recursive: true }));

const secondary = (more = '') =>
  `  dev: { accountId: "222233334444", numbers: [alerts], principals: [role/app], externalId: dev-1, testAs: { profile: app }${more} }`;
const manifest = small(secondary());
const page = (of: Manifest, key = 'dev') =>
  connectPage(of, delegate(of), of.secondaries.find((one) => one.key === key)!);
const fences = (text: string, language: string) =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\\n\`\`\``, 'g'))].map(([, code]) => code!);
// Without the AWS CLI its snippets are skipped.
const withAws = spawnSync('aws', ['--version']).status === 0 ? it : it.skip;

/** A home of its own: the AWS CLI caches sessions by role, and this role is another in every sandbox. */
const envOf = ({ env }: Sandbox) => ({
  ...process.env,
  ...env,
  HOME: join(env.AWS_CONFIG_FILE, '..'),
  AWS_PAGER: '',
});

/** The printed profile goes into the config file, by way of the developer's own. */
function addProfile({ env, url }: Sandbox, text: string): void {
  const [profile] = fences(text, 'ini');
  const own = profile!.replace('source_profile = default', 'source_profile = app');
  appendFileSync(env.AWS_CONFIG_FILE, `\n${own}\nendpoint_url = ${url}\n`);
}

/** Runs a snippet as the developer would: their own profile is one of the listed principals. */
async function asDeveloper(sandbox: Sandbox, file: string, ...args: string[]): Promise<string> {
  const { stdout } = await exec(file, args, {
    env: { ...envOf(sandbox), AWS_PROFILE: 'app' },
  });
  return stdout;
}

describe('what is printed works', () => {
  withAws('the profile and the aws command', async () => {
    await inWorld(manifest, async (sandbox) => {
      const text = page(manifest);
      addProfile(sandbox, text);
      const [command] = fences(text, 'sh');
      const answer = JSON.parse(await asDeveloper(sandbox, 'sh', '-c', command!));
      expect(sandbox.messages()).toMatchObject([
        {
          messageId: answer.MessageId,
          originationNumber: '+12065550100',
          destination: '+14254147755',
          accountId: '111122223333',
        },
      ]);
    });
  });

  it('the JavaScript', async () => {
    await inWorld(manifest, async (sandbox) => {
      const [code] = fences(page(manifest), 'js');
      const file = join(folder, 'send.mjs');
      writeFileSync(file, code!);
      const messageId = (await asDeveloper(sandbox, process.execPath, file)).trim();
      expect(sandbox.messages().map((message) => message.messageId)).toEqual([messageId]);
      expect(sandbox.messages()[0]).toMatchObject({
        session: 'tendlc-dev',
        originationNumber: '+12065550100',
      });
    });
  });

  it('the command that creates the policy where Terraform may not', async () => {
    const none = small(secondary(', assumePolicy: none'));
    const [create] = fences(page(none), 'sh');
    expect(page(none)).toContain(
      'attach-role-policy --role-name app --policy-arn arn:aws:iam::222233334444:policy/tendlc/TenDlcAssumeSender',
    );
    const document = /--policy-document '(.*)'/.exec(create!)![1]!;
    expect(create).toMatch(/^aws iam create-policy --policy-name TenDlcAssumeSender --path \/tendlc\//);
    expect(document).toBe(delegate(none).secondaries[0]!.assumePolicy!.document);
  });
});

it('prints no call that the role refuses: for Pinpoint only, with a number of its Region', () => {
  const text = readFileSync('config/accounts.yaml', 'utf8').replace('[sms-voice, pinpoint]', '[pinpoint]');
  const own = page(manifestOf(text), 'legacy-shop');
  expect(fences(own, 'sh')[0]).toMatch(/^aws pinpoint send-messages /);
  expect(own).not.toMatch(/send-text-message|SendTextMessageCommand|send_text_message/);
});

it('says which external ID stays while one is rotated', () => {
  const rotated = small(secondary().replace('dev-1', '{ current: dev-2, previous: dev-1 }'));
  expect(page(rotated)).toMatch(/move to `dev-2` now/);
  expect(page(manifest)).not.toMatch(/is being changed|Call the Region/);
});

it('prints no emergency command for a removed secondary', () => {
  const removed = page(small(secondary(', status: removed')));
  expect(removed).toMatch(/No principal: the secondary is removed/);
  expect(removed).not.toMatch(/put-role-policy|Emergency/);
});

describe('the emergency command', () => {
  it.each([
    ['per account', manifest, 'suspendedPolicy'],
    ['shared', sharedManifest(), 'trustPolicy'],
  ] as const)('%s is what status: suspended gives', (_, of, member) => {
    const command = fences(page(of).split('## Emergency')[1]!, 'sh')[0]!;
    const suspended = delegate({
      ...of,
      secondaries: of.secondaries.map((one) => ({ ...one, status: 'suspended' as const })),
    });
    const role = suspended.senderRoles[0]!;
    const document = member === 'suspendedPolicy' ? role.suspendedPolicy!.document : role.trustPolicy;
    expect(/--policy-document '(.*)'/.exec(command)![1]).toBe(document);
    expect(command).toContain(
      member === 'suspendedPolicy'
        ? `--policy-name ${role.suspendedPolicy!.name}`
        : 'update-assume-role-policy',
    );
    expect(command).toContain(`--role-name ${role.name}`);
  });

  withAws('denies a live session at once', async () => {
    await inWorld(manifest, async (sandbox) => {
      const text = page(manifest);
      addProfile(sandbox, text);
      const [send] = fences(text, 'sh');
      await asDeveloper(sandbox, 'sh', '-c', send!);
      const env = { ...envOf(sandbox), AWS_PROFILE: 'tendlc-sandbox-main' };
      await exec('sh', ['-c', fences(text, 'sh').at(-1)!], { env });
      await expect(asDeveloper(sandbox, 'sh', '-c', send!)).rejects.toThrow(/AccessDenied/);
      expect(sandbox.messages()).toHaveLength(1);
    });
  });
});

it('ends open sessions of a shared role by their age, and says how long they last', () => {
  const text = page(sharedManifest());
  expect(text).toMatch(/up to 12 hours if it is a user/);
  const command = fences(text, 'sh').at(-1)!;
  const { stdout } = spawnSync('sh', ['-c', `aws() { printf '%s\\n' "$@"; }; ${command}`], {
    encoding: 'utf8',
  });
  const args = stdout.trim().split('\n');
  expect(args.slice(0, 6)).toEqual([
    'iam',
    'put-role-policy',
    '--role-name',
    'TenDlcSender',
    '--policy-name',
    'RevokeOlderSessions',
  ]);
  const [statement] = JSON.parse(args.at(-1)!).Statement;
  const issued = statement.Condition.DateLessThan['aws:TokenIssueTime'];
  expect(statement).toMatchObject({ Effect: 'Deny', Action: '*', Resource: '*' });
  expect(Math.abs(Date.now() - Date.parse(issued))).toBeLessThan(60_000);
  expect(page(manifest)).not.toContain('TokenIssueTime');
});

it('refuses an unknown secondary and names the nearest one', async () => {
  const { code, stderr, stdout } = await run('connect', 'stagin');
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/did you mean staging\?/);
});

it('prints Markdown to standard output and nothing else', async () => {
  const { code, stdout } = await run('connect', 'legacy-shop');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^# Send with the 10DLC numbers of production, from legacy-shop \(555566667777\)\n/);
  expect(fences(stdout, 'sh').some((command) => command.startsWith('aws pinpoint send-messages'))).toBe(true);
});

function sharedManifest(): Manifest {
  const secondaries = manifest.secondaries.map((one) => ({ ...one, roleName: 'TenDlcSender' }));
  const role = { ...manifest.main.role, strategy: 'shared' as const, name: 'TenDlcSender' };
  return { ...manifest, main: { ...manifest.main, role }, secondaries };
}

it('is the emergency command of docs/verify.md', () => {
  const [documented] = fences(readFileSync('docs/verify.md', 'utf8').split('## Emergency')[1]!, 'sh');
  expect(documented).toBe(fences(page(manifestOf(), 'development'), 'sh').at(-1));
});
