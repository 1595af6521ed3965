import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProgram } from '../src/cli/program';

const root = join(__dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** Times and IDs differ from run to run. */
const masked = (line: string) =>
  line
    .replace(/run [0-9a-f]{8}/, 'run ID')
    .replace(/[\d.]+ m?s\b\s*/, 'TIME ')
    .replace(/[0-9a-f]{8}(-[0-9a-f-]+)?$/, 'MESSAGE')
    .replace(/\s+/g, ' ')
    .trimEnd();

it('the README shows the output of `npm start`', () => {
  const { status, stdout } = spawnSync('npm', ['start', '--silent'], { cwd: root, encoding: 'utf8' });
  const shown = /<!-- start-output -->\n```text\n(.*?)\n```/s.exec(readme)![1]!;
  const printed = new Set(stdout.split('\n').map(masked));
  const stale = shown.split('\n').filter((line) => !line.includes('…') && !printed.has(masked(line)));
  expect(stale).toEqual([]);
  expect(status).toBe(0);
});

const commands = [...readme.matchAll(/npx tendlc (\w+)((?: --?[\w-]+| [A-Za-z./]+)*)/g)];

it.each(commands.map(([text, name, rest]) => [text, name!, rest!]))(
  '%s is a command with these options',
  (_, name, rest) => {
    const command = createProgram('0').commands.find((one) => one.name() === name);
    const known = command?.options.map(({ long }) => long);
    for (const [, option] of rest.matchAll(/(--[\w-]+)/g)) expect(known).toContain(option);
    expect(command).toBeDefined();
  },
);

it('the README links to existing files', () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path]) => path!);
  expect(links.length).toBeGreaterThan(10);
  expect(links.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
