/** Finds the worst patterns of unclear English in the folders of the table below. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..');

/** A pattern, and what to write instead. */
const patterns: { pattern: RegExp; instead: string }[] = [
  { pattern: /\bbut for\b|\b(?:any|every|all|none|everything)(?: \w+)? but\b/i, instead: 'except' },
  { pattern: /\bnobody\b/i, instead: 'name the actor, or "no principal"' },
  { pattern: /\bwhoever\b|\bwhomever\b/i, instead: '"every … that", "anyone who"' },
  { pattern: /\banew\b/i, instead: '"again", or a verb with re-' },
  { pattern: /\bjust so\b/i, instead: '"in the same way"' },
  { pattern: /\bby itself\b|\bof itself\b/i, instead: 'drop it, or name the actor' },
  { pattern: /(?<!\bthere )\b(?:is|are|was|were) no (?!longer\b|more\b)/i, instead: '"is not a"' },
  { pattern: /\bof (?:its|their|one's) own\b(?= policy| policies| rights)/i, instead: 'a possessive' },
  { pattern: /\bwhere there (?:is|are)\b|\bwhere it cannot\b|\bwhere that is\b/i, instead: '"if", "when"' },
  {
    pattern: /\bwhat (?:is|it is|was) not\b|\bwhat cannot\b|\bwho is refused\b/i,
    instead: 'subject and verb first',
  },
  { pattern: /\bthe own\b/i, instead: 'a possessive' },
  { pattern: /\bso as to\b|\bfor ever\b|\bbesides that\b|\bwherefore\b/i, instead: 'the plain word' },
  {
    pattern: /\btaken (?:as given|for granted)\b|\bstands? (?:open|closed)\b/i,
    instead: '"assumed", "allows", "denies"',
  },
  { pattern: /\bopen doors?\b|\bknock(?:s|ed)?\b|\bstrangers?\b|\bpatience\b/i, instead: 'no metaphor' },
  { pattern: /\bwitness(?:es)?\b/i, instead: '"example"' },
];

/**
 * What the lint covers, as git path specifications. Add a folder once it is clean.
 * Generated pages follow the messages that they are generated from.
 */
const covered = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'SECURITY.md',
  'docs/access.md',
  'docs/architecture.md',
  'docs/diagnostics.md',
  'docs/manifest.md',
  'docs/sandbox.md',
  'docs/security.md',
  'docs/terraform.md',
  'docs/verify.md',
  'examples',
  'config/accounts.yaml',
  'scripts/docs.ts',
  'scripts/e2e',
  'scripts/e2e-terraform.ts',
  'bench',
  'bin',
  'main.ts',
  'jest.config.js',
  'stacks',
  'src/access',
  'src/base',
  'src/guard',
  'src/terraform',
  'src/cli',
  'src/delegation',
  'src/encode',
  'src/harness',
  'src/iam',
  'src/manifest',
  'src/sandbox',
  ':(glob)src/*.ts',
  'test/cli',
  'test/delegation',
  'test/encode',
  'test/examples',
  'test/harness',
  'test/iam',
  'test/manifest',
  'test/stacks',
  'test/support',
  'test/terraform',
  'test/access',
  'test/base',
  'test/sandbox',
  'test/readme.test.ts',
  'test/architecture.test.ts',
  'test/package',
];

/** This file spells the patterns. */
const notCovered = ['test/english.test.ts'];

const files = (path: string) =>
  execFileSync('git', ['ls-files', path], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter((file) => file && !notCovered.includes(file) && existsSync(join(root, file)));

function hits(file: string): string[] {
  return readFileSync(join(root, file), 'utf8')
    .split('\n')
    .flatMap((line, index) =>
      patterns.flatMap(({ pattern, instead }) => {
        const found = pattern.exec(line);
        return found ? [`${file}:${index + 1}: "${found[0].trim()}" → ${instead}`] : [];
      }),
    );
}

it.each(covered)('%s has no unclear pattern', (path) => {
  expect(files(path).length).toBeGreaterThan(0);
  expect(files(path).flatMap(hits)).toEqual([]);
});

it.each([
  'any key but accountId',
  'Every policy but for that one',
  'Nobody asks',
  'Whoever asks is allowed',
  'made anew',
  'it goes by itself',
  'It is no secret',
  'where there is one',
  'what cannot be read',
  'the own policy of the role',
  'an open door',
])('the patterns find "%s"', (text) => {
  expect(patterns.filter(({ pattern }) => pattern.test(text))).not.toEqual([]);
});

it.each([
  'The role is no longer needed.',
  'Deny the call if there is no role.',
  'You have no choice but one.',
  'Every account is listed, but the role is missing.',
])('the patterns accept "%s"', (text) => {
  expect(patterns.filter(({ pattern }) => pattern.test(text))).toEqual([]);
});
