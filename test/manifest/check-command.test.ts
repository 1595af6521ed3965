import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import { runCheck } from '../../src/cli/check/run';
import { Exit, UserError } from '../../src/errors';
import { good } from './corpus';

const folder = mkdtempSync(join(tmpdir(), 'tendlc-check-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const smallest = readFileSync(good.find(({ name }) => name === 'smallest')!.file, 'utf8');
const example = readFileSync('config/accounts.yaml', 'utf8');

function manifest(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** What the command prints, and how it ends. */
async function run(
  options: Partial<Parameters<typeof runCheck>[0]>,
): Promise<{ output: string; exit: number; said: string }> {
  const output: string[] = [];
  const write = jest
    .spyOn(process.stdout, 'write')
    .mockImplementation((text) => Boolean(output.push(String(text))));
  try {
    await runCheck({ format: 'pretty', ...options });
    return { output: output.join(''), exit: 0, said: '' };
  } catch (error) {
    if (!(error instanceof Exit || error instanceof UserError)) throw error;
    return { output: output.join(''), exit: error.exitCode, said: error.message };
  } finally {
    write.mockRestore();
  }
}

describe('exit code', () => {
  it.each([
    ['a good manifest', smallest, {}, 0],
    ['a warning', example, {}, 0],
    ['a warning, under --strict', example, { strict: true as const }, 1],
    [
      'a note, under --strict',
      smallest.replace('role/app-notifier', 'sso/Developers'),
      { strict: true as const },
      0,
    ],
    ['an error', smallest.replace('[alerts]', '[alrts]'), {}, 1],
  ])('%s', async (_, text, options, exit) => {
    expect((await run({ manifest: manifest('exit.yaml', text), ...options })).exit).toBe(exit);
  });
});

describe('--format json', () => {
  const position = {
    type: 'object',
    properties: { line: { type: 'integer', minimum: 1 }, column: { type: 'integer', minimum: 1 } },
    required: ['line', 'column'],
    additionalProperties: false,
  };
  const object = (properties: Record<string, object>) => ({
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  });
  const text = { type: 'string', minLength: 1 };
  const number = { type: 'integer', minimum: 0 };
  const range = object({ start: position, end: position });
  const schema = object({
    version: { const: 1 },
    diagnostics: {
      type: 'array',
      items: object({
        code: { type: 'string', pattern: '^TD\\d{3}$' },
        severity: { enum: ['error', 'warning', 'note'] },
        message: text,
        fix: text,
        file: text,
        range,
        related: { type: 'array', items: object({ message: text, file: text, range }) },
      }),
    },
    budgets: {
      type: 'array',
      items: object({ name: text, used: number, quota: number, unit: text, roomFor: number, more: text }),
    },
  });

  it.each([
    ['of a good manifest', example],
    ['of a broken one', smallest.replace('[alerts]', '[alrts]').replace('222233334444', '111122223333')],
    ['of none', ''],
  ])('%s is as documented', async (_, text) => {
    const { output } = await run({ manifest: manifest('json.yaml', text), format: 'json' });
    const validate = new Ajv().compile(schema);
    validate(JSON.parse(output));
    expect(validate.errors).toBeNull();
    expect(Object.keys(JSON.parse(output))).toEqual(['version', 'diagnostics', 'budgets']);
  });
});

describe('--format github', () => {
  it('writes an annotation for each, escaped', async () => {
    const file = manifest('a,b:c%.yaml', smallest.replace('[alerts]', '[alrts]'));
    const { output } = await run({ manifest: file, format: 'github' });
    const escaped = file.replace(/%/g, '%25').replace(/:/g, '%3A').replace(/,/g, '%2C');
    expect(output).toMatch(/^::error .*title=TD303::.*%0A.*\n$/);
    expect(
      output.startsWith(`::error file=${escaped},line=13,endLine=13,col=15,endColumn=19,title=TD303::`),
    ).toBe(true);
  });
});

describe('--format pretty', () => {
  it('shows position, code, the line with carets, where else, the fix, and the count', async () => {
    const file = manifest('pretty.yaml', smallest.replace('"222233334444"', '"111122223333"'));
    const { output } = await run({ manifest: file });
    expect(output).toContain(`${file}:12:16 error TD302`);
    expect(output).toMatch(/> 12 \|.*"111122223333"\n.*\^{14}\n/);
    expect(output).toContain(`${file}:4:14 the main account`);
    expect(output).toContain('fix: ');
    expect(output).toMatch(/1 error\n$/);
    expect(output).not.toContain('\u001b[');
  });

  it('ends with the room left', async () => {
    const text = smallest.replace('numbers:', 'role: {strategy: shared}\n  numbers:');
    const { output } = await run({ manifest: manifest('room.yaml', text) });
    expect(output).toMatch(
      /trust policy of the shared role: 2\d\d of 2,048 characters, room for \d more accounts like these/,
    );
  });

  it('shows no secret in a frame', async () => {
    const text = `${smallest}terraform:
  backend:
    type: pg
    schema_name: "{stack}"
    conn_str: >-
      postgres://terraform:hunter2@db.example.com/
      state?password=hunter2
    unknown_type: {token: hunter2}
  tags: {"aws:x": y}
`;
    const { output } = await run({ manifest: manifest('secret.yaml', text) });
    expect(output).toContain('TD604');
    expect(output).toContain('conn_str: ***');
    expect(output).not.toContain('hunter2');
  });

  it('replaces control characters, so that a file cannot drive the terminal', async () => {
    const { output } = await run({
      manifest: manifest('escape.yaml', `${smallest}\u001b]0;title\u0007: x\n`),
    });
    expect(output).not.toMatch(/(?!\n)\p{Cc}/u);
  });
});

describe('--base', () => {
  const git = (...args: string[]) =>
    execFileSync('git', [
      '-C',
      join(folder, 'repository'),
      '-c',
      'user.name=t',
      '-c',
      'user.email=t@example.com',
      ...args,
    ]);
  const file = join(folder, 'repository', 'config', 'accounts.yaml');

  beforeAll(() => {
    mkdirSync(join(folder, 'repository', 'config'), { recursive: true });
    git('init', '--quiet');
    git('commit', '--quiet', '--allow-empty', '-m', 'nothing yet');
    writeFileSync(file, smallest);
    git('add', '.');
    git('commit', '--quiet', '-m', 'first');
    writeFileSync(file, smallest.replace('  development:', '  dev:'));
  });

  it.each([
    ['a revision', 'HEAD', ['TD702'], 1],
    ['a revision without a manifest', 'HEAD~1', ['TD704'], 0],
    ['a file that is not YAML', manifest('broken.yaml', '[['), ['TD704'], 0],
    ['a file', manifest('earlier.yaml', smallest), ['TD702'], 1],
  ])('%s', async (_, base, codes, exit) => {
    const result = await run({ manifest: file, base, format: 'json' });
    expect(JSON.parse(result.output).diagnostics.map(({ code }: { code: string }) => code)).toEqual(codes);
    expect(result.exit).toBe(exit);
  });

  it.each([
    ['a revision that does not exist', 'nowhere', /neither a file, nor a folder, nor a commit/],
    ['an option in disguise', '--output=x', /neither a file, nor a folder, nor a commit/],
  ])('%s: exit 2', async (_, base, message) => {
    const result = await run({ manifest: file, base });
    expect(result.exit).toBe(2);
    expect(result.said).toMatch(message);
  });
});

describe('bad input, as a process', () => {
  const bad: [string, string | Buffer | undefined, RegExp][] = [
    ['missing', undefined, /:1:1 error TD001/],
    ['empty', '', /:1:1 error TD002/],
    ['malformed', 'main: [', /:1:\d+ error TD007/],
    ['bytes', Buffer.from([0x00, 0xff, 0xfe, 0x80]), /:1:\d+ error TD004/],
    ['a directory', undefined, /:1:1 error TD001/],
    [
      'all at once',
      smallest.replace('[alerts]', '[alrts]').replace('"222233334444"', '222233334444'),
      /TD111[\s\S]*TD303/,
    ],
  ];

  it.each(bad)('%s: position and fix, exit 1, no stack trace, nothing written', (name, content, expected) => {
    const directory = mkdtempSync(join(folder, 'bad-'));
    const file = name === 'a directory' ? directory : join(directory, 'accounts.yaml');
    if (content !== undefined) writeFileSync(file, content);
    for (const command of ['check', 'synth']) {
      const result = spawnSync(
        process.execPath,
        [join(process.cwd(), 'bin/tendlc.js'), command, '--manifest', file],
        {
          cwd: directory,
          encoding: 'utf8',
        },
      );
      const said = command === 'check' ? result.stdout : result.stderr;
      expect(said).toMatch(expected);
      expect(said).toContain('fix: ');
      expect(result.stdout + result.stderr).not.toMatch(/\n\s+at .*:\d+:\d+/);
      expect(result.status).toBe(1);
      expect(existsSync(join(directory, 'cdktf.out'))).toBe(false);
    }
  });
});
