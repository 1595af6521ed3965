import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readBase } from '../../src/base';
import { richSource, sharedSource, stacksOf } from '../access/samples';

let root: string;
let manifest: string;
const git = (...parameters: string[]): void => {
  const identity = [
    '-c',
    'user.name=Test',
    '-c',
    'user.email=test@example.com',
    '-c',
    'commit.gpgsign=false',
  ];
  execFileSync('git', [...identity, ...parameters], { cwd: root, stdio: 'ignore' });
};
const write = (path: string, text: string): void => {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
};
const commit = (tag: string): void => {
  git('add', '-A');
  git('commit', '-q', '--allow-empty', '-m', tag);
  git('tag', tag);
};

beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'tendlc-base-')));
  manifest = join(root, 'config/accounts.yaml');
  git('init', '-q');
  commit('empty');
  write('config/accounts.yaml', sharedSource);
  commit('manifest-only');
  for (const { stack, config } of stacksOf('shared'))
    write(`cdktf.out/stacks/${stack}/cdk.tf.json`, JSON.stringify(config));
  commit('with-output');
  write('config/accounts.yaml', 'version: 2\n');
  commit('broken');
  write('config/accounts.yaml', richSource);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** The output is looked for beside where the command runs. */
function inRoot<T>(work: () => T): T {
  const before = process.cwd();
  process.chdir(root);
  try {
    return work();
  } finally {
    process.chdir(before);
  }
}

describe('--base', () => {
  test('a commit with a manifest alone', () => {
    const base = inRoot(() => readBase('manifest-only', manifest));
    expect(base.manifest).toEqual({ source: sharedSource, file: 'manifest-only:config/accounts.yaml' });
    expect(base.output).toBeUndefined();
  });

  test('a commit with a committed output', () => {
    const base = inRoot(() => readBase('with-output', manifest));
    expect(base.output?.map(({ stack }) => stack)).toEqual([
      'main',
      'secondary-one',
      'secondary-three',
      'secondary-two',
    ]);
    expect(base.output?.[0]?.config.resource).toBeDefined();
  });

  test('an output, a manifest, a checkout', () => {
    expect(readBase(join(root, 'cdktf.out'), manifest).output).toHaveLength(4);
    expect(String(readBase(manifest, manifest).manifest?.source)).toBe(richSource);
    const checkout = readBase(root, manifest);
    expect(checkout.output).toHaveLength(4);
    expect(String(checkout.manifest?.source)).toBe(richSource);
  });

  test.each<[string, string, RegExp]>([
    ['a commit that does not exist', 'no-such-ref', /no-such-ref/],
    ['what looks like an option', '--output=x', /--output=x/],
  ])('%s is a mistake of usage', (_, ref, words) => {
    const read = () => inRoot(() => readBase(ref, manifest));
    expect(read).toThrow(expect.objectContaining({ name: 'UserError', exitCode: 2 }));
    expect(read).toThrow(words);
  });

  test('a commit with neither holds nothing', () => {
    expect(inRoot(() => readBase('empty', manifest))).toEqual({ name: 'empty' });
  });

  test("passes on git's reason if the repository belongs to another user", () => {
    const before = { ...process.env };
    Object.assign(process.env, {
      GIT_TEST_ASSUME_DIFFERENT_OWNER: '1',
      GIT_CONFIG_NOSYSTEM: '1',
      HOME: root,
    });
    try {
      const read = () => inRoot(() => readBase('empty', manifest));
      expect(read).toThrow(expect.objectContaining({ exitCode: 2 }));
      expect(read).toThrow(/dubious ownership/);
    } finally {
      process.env = before;
    }
  });

  test('a folder that holds neither', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tendlc-nothing-'));
    expect(() => readBase(folder, manifest)).toThrow(expect.objectContaining({ exitCode: 2 }));
    rmSync(folder, { recursive: true });
  });
});
