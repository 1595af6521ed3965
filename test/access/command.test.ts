import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import { main } from '../../src/cli/main';
import { planFixture } from '../guard/plan-fixture';
import { captureOutput } from '../support/output';
import { exampleFile, richSource, sharedSource, stacksOf } from './samples';
import { accessSchema, guardSchema } from './schemas';

let directory: string;
const file = (name: string, text: string): string => {
  const path = join(directory, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
};

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'tendlc-command-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Runs a command line in this process and returns what it prints. */
async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const output = captureOutput();
  try {
    const code = await main(argv);
    return { code, out: output.stdout, err: output.stderr };
  } finally {
    output.restore();
  }
}

const ajv = new Ajv({ strict: true, allErrors: true });

describe('tendlc access', () => {
  const manifest = ['--manifest', exampleFile];

  test('says who can send, in a table', async () => {
    const { code, out } = await run('access', ...manifest);
    expect(code).toBe(0);
    for (const words of [
      'role/app-notifier',
      'alerts (+1 206 555 0100)',
      'any principal of 333344445555',
      'by the Pinpoint API',
      'Not seen',
      'Policies and manifest agree',
    ])
      expect(out).toContain(words);
    expect(out).not.toContain('\u001b[');
  });

  test('in Markdown', async () => {
    const { code, out } = await run('access', ...manifest, '--format', 'markdown');
    expect(code).toBe(0);
    expect(out).toMatch(/^\*\*Policies and manifest agree\*\*/);
    expect(out).toContain('| --- |');
  });

  test('as JSON of its schema', async () => {
    const { code, out } = await run('access', ...manifest, '--format', 'json');
    expect(code).toBe(0);
    const validate = ajv.compile(accessSchema);
    expect([validate(JSON.parse(out)), validate.errors]).toEqual([true, null]);
    expect(JSON.parse(out).changes).toBeUndefined();
  });

  test('compares with another manifest, and exits 1 on a difference if asked to', async () => {
    const base = file('base.yaml', sharedSource);
    const now = file('now.yaml', sharedSource.replace('numbers: [alerts]', 'numbers: [alerts, marketing]'));
    const { code, out } = await run('access', '--manifest', now, '--base', base, '--format', 'json');
    const { changes, base: title } = JSON.parse(out);
    expect(code).toBe(0);
    expect(changes).toContainEqual(
      expect.objectContaining({
        kind: 'gained',
        account: 'one',
        number: 'marketing',
        principal: 'role/app',
        before: 'denied',
        after: 'allowed',
      }),
    );
    expect(title).toContain('as this version would generate');
    const validate = ajv.compile(accessSchema);
    expect([validate(JSON.parse(out)), validate.errors]).toEqual([true, null]);
    expect((await run('access', '--manifest', now, '--base', base, '--exit-code')).code).toBe(1);
    const same = await run('access', '--manifest', now, '--base', now, '--exit-code');
    expect(same.code).toBe(0);
    expect(same.out).toContain('No change of access.');
  });

  test('reads an existing output, and fails if it differs from the manifest', async () => {
    for (const { stack, config } of stacksOf('shared'))
      file(`out/stacks/${stack}/cdk.tf.json`, JSON.stringify(config));
    const manifestFile = file('shared.yaml', sharedSource);
    expect((await run('access', '--manifest', manifestFile, '--from', join(directory, 'out'))).code).toBe(0);
    const other = file('other.yaml', sharedSource.replace('numbers: [alerts]', 'numbers: [marketing]'));
    const { code, out } = await run('access', '--manifest', other, '--from', join(directory, 'out'));
    expect(code).toBe(1);
    expect(out).toContain('Policies and manifest disagree');
    expect(out).toContain('Send/SendSms');
  });

  test('takes before and after from plans, and says what no plan was given for', async () => {
    const [mainStack] = stacksOf('shared');
    const plan = file('main.json', JSON.stringify(planFixture(mainStack!)));
    const manifestFile = file('shared.yaml', sharedSource);
    const { code, out } = await run('access', '--manifest', manifestFile, '--plan', plan, '--format', 'json');
    const { changes, notSeen } = JSON.parse(out);
    expect(code).toBe(0);
    expect(changes).toContainEqual(
      expect.objectContaining({ kind: 'gained', account: 'one', number: 'alerts' }),
    );
    expect(notSeen[0]).toContain('secondary-one');
    const idle = file('idle.json', JSON.stringify(planFixture(mainStack!, 'no-op')));
    const same = await run(
      'access',
      '--manifest',
      manifestFile,
      '--plan',
      `main=${idle}`,
      '--format',
      'json',
    );
    expect(JSON.parse(same.out).changes).toEqual([]);
  });

  test('a plan that is not complete: exit 1', async () => {
    const [mainStack] = stacksOf('shared');
    const plan = file('partial.json', JSON.stringify({ ...planFixture(mainStack!), complete: false }));
    const manifestFile = file('shared.yaml', sharedSource);
    const { code, out } = await run('access', '--manifest', manifestFile, '--plan', `main=${plan}`);
    expect(code).toBe(1);
    expect(out).toContain('partial.json');
    expect(out).toContain('Whether they agree is not proven');
  });

  test('an output that holds more than policies: exit 1, as a base only named', async () => {
    const [mainStack, ...others] = stacksOf('shared');
    const odd = { ...mainStack!, config: { ...mainStack!.config, module: { more: { source: './more' } } } };
    for (const { stack, config } of [odd, ...others])
      file(`odd/stacks/${stack}/cdk.tf.json`, JSON.stringify(config));
    const shared = ['access', '--manifest', file('shared.yaml', sharedSource)];
    for (const format of ['table', 'markdown']) {
      const { code, out } = await run(...shared, '--from', join(directory, 'odd'), '--format', format);
      expect(code).toBe(1);
      expect(out).toContain('blocks of type module are not evaluated');
      expect(out).not.toContain('manifest agree');
    }
    const base = await run(...shared, '--base', join(directory, 'odd'), '--format', 'json');
    expect(base.code).toBe(0);
    expect(JSON.parse(base.out).notSeen.join('\n')).toContain('blocks of type module');
  });

  test.each<[string, string[]]>([
    ['an empty base', ['--base', '']],
    ['an empty output', ['--from', '']],
    ['a base that does not exist', ['--base', 'no-such-ref-or-folder']],
    ['an output that does not exist', ['--from', 'no-such-folder']],
    ['a plan that does not exist', ['--plan', 'no-such-plan.json']],
    ['both base and plan', ['--base', 'HEAD', '--plan', 'x.json']],
    ['a format that does not exist', ['--format', 'xml']],
  ])('%s: exit 2', async (_, more) => {
    const { code, out } = await run('access', ...manifest, ...more);
    expect(code).toBe(2);
    expect(out).toBe('');
  });

  test('a wrong manifest: exit 1, and nothing on standard output', async () => {
    const { code, out } = await run('access', '--manifest', file('wrong.yaml', 'version: 1\n'));
    expect(code).toBe(1);
    expect(out).toBe('');
  });
});

describe('tendlc guard', () => {
  const manifest = () => ['--manifest', file('rich.yaml', richSource)];
  const planOf = (stack: string, edit: (text: string) => string = (text) => text): string =>
    file(
      `${stack}.plan.json`,
      edit(JSON.stringify(planFixture(stacksOf('rich').find((one) => one.stack === stack)!))),
    );

  test('accepts the statements that the manifest implies and names the missing inputs', async () => {
    const { code, out } = await run('guard', `main=${planOf('main')}`, ...manifest());
    expect(code).toBe(0);
    expect(out).toContain('secondary-rotating');
    expect(out).toContain('guard: pass');
  });

  test('stops what it does not, as JSON of its schema', async () => {
    const plan = planOf('main', (text) => text.replaceAll(':444455556666:root', ':999988887777:root'));
    const { code, out } = await run('guard', `main=${plan}`, ...manifest(), '--format', 'json');
    const result = JSON.parse(out);
    const validate = ajv.compile(guardSchema);
    expect(code).toBe(1);
    expect([validate(result), validate.errors]).toEqual([true, null]);
    expect(result.verdict).toBe('fail');
    expect(result.findings).toContainEqual(
      expect.objectContaining({ code: 'resource-differs', address: 'aws_iam_role.sender-open', plan }),
    );
  });

  test('with --all, a plan for every stack', async () => {
    const plans = stacksOf('rich').map(({ stack }) => `${stack}=${planOf(stack)}`);
    for (const { stack, config } of stacksOf('rich'))
      file(`planned/stacks/${stack}/cdk.tf.json`, JSON.stringify(config));
    const from = ['--from', join(directory, 'planned')];
    expect((await run('guard', ...plans, '--all', ...from, ...manifest())).code).toBe(0);
    expect((await run('guard', ...plans.slice(1), '--all', ...from, ...manifest())).code).toBe(1);
    expect((await run('guard', ...plans, '--all', ...manifest())).code).toBe(1);
  });

  test.each<[string, () => string[]]>([
    ['no plan', () => []],
    ['a plan without a stack', () => [planOf('main')]],
    ['a stack twice', () => [`main=${planOf('main')}`, `main=${planOf('main')}`]],
    ['a stack that does not exist', () => [`other=${planOf('main')}`]],
    ['a plan that does not exist', () => ['main=none.json']],
    ['half of a plan', () => [`main=${planOf('main', (text) => text.slice(0, 1000))}`]],
  ])('%s: exit 2', async (_, plans) => {
    const { code, out, err } = await run('guard', ...plans(), ...manifest());
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).not.toBe('');
  });
});
