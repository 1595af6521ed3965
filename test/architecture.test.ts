/** docs/architecture.md against the tree: folders, import rules, and the file lists of the recipes. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..');
const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
const { forbidden } = require('../.dependency-cruiser.cjs') as {
  forbidden: { name: string; comment?: string }[];
};

/** The text below a heading, up to the next heading of the same level. */
function section(heading: string): string {
  const level = heading.split(' ')[0];
  const after = page.split(`\n${heading}\n`)[1] ?? '';
  return after.split(`\n${level} `)[0]!;
}

/** Rows of a section's tables whose first cell is a folder in backticks. */
function folderRows(heading: string): { folder: string; cells: string[] }[] {
  return [...section(heading).matchAll(/^\| `(\S+\/)` \|(.*)\|$/gm)].map(([, folder, rest]) => ({
    folder: folder!,
    cells: rest!.split('|').map((cell) => cell.trim()),
  }));
}

const foldersOf = (parent: string) =>
  readdirSync(join(root, parent), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${parent}${name}/`);

const topLevel = folderRows('## Folders').filter(({ cells }) => cells.length === 2);

it('the folder table lists every folder of src/', () => {
  expect(topLevel.map(({ folder }) => folder).sort()).toEqual(foldersOf('src/').sort());
});

it('the folder table allows the imports that the lint rules allow', () => {
  const documented = topLevel
    .filter(({ cells }) => cells[1] !== 'any')
    .map(({ folder, cells }) => [folder, cells[1]!.replace(', and `stacks/`', '').replace('–', '')]);
  const enforced = forbidden.flatMap(({ comment }) => {
    const [, folder, allowed] = /^src\/(\w+) may import: (.*)[.]$/.exec(comment ?? '') ?? [];
    return folder && existsSync(join(root, 'src', folder))
      ? [[`src/${folder}/`, allowed!.startsWith('nothing') ? '' : allowed!]]
      : [];
  });
  expect(Object.fromEntries(documented)).toEqual(Object.fromEntries(enforced));
});

it('the second table lists the folders of the larger folders', () => {
  const documented = folderRows('### Inside the larger folders').map(({ folder }) => folder);
  const parents = new Set(documented.map((folder) => folder.split('/').slice(0, 2).join('/')));
  expect(documented.sort()).toEqual([...parents].flatMap((parent) => foldersOf(`${parent}/`)).sort());
});

const recipes = section('## Recipes')
  .split('\n### ')
  .slice(1)
  .map((text) => ({
    title: text.split('\n')[0]!,
    paths: [...text.matchAll(/`((?:src|test|docs|config)\/[\w./-]*)`/g)].map(([, path]) => path!),
    example: /^Follow `(\S+)`/m.exec(text)?.[1],
  }));

it('the page has six recipes', () => {
  expect(recipes).toHaveLength(6);
});

it.each(recipes.map(({ title, paths }) => [title, paths] as const))('%s: every path exists', (_, paths) => {
  expect(paths.length).toBeGreaterThan(1);
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

/** Tracked files of the folders that recipes speak of. */
const tracked = execFileSync('git', ['ls-files', 'src', 'test', 'docs', 'config'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file && file !== 'docs/architecture.md' && existsSync(join(root, file)));

const followed = recipes.filter(({ example }) => example !== undefined);

it('at least two recipes have an example to follow', () => {
  expect(followed.length).toBeGreaterThanOrEqual(2);
});

it.each(followed.map(({ title, paths, example }) => [title, example!, paths] as const))(
  '%s: the recipe names every file that mentions %s',
  (_, example, paths) => {
    // The SDK's name of an operation ends in Command.
    const word = new RegExp(`(?<![\\w-])${example}(Command)?(?![\\w-])`);
    const mentions = tracked.filter((file) => word.test(readFileSync(join(root, file), 'utf8')));
    expect(mentions.length).toBeGreaterThan(2);
    expect(mentions.filter((file) => !paths.some((path) => file.startsWith(path)))).toEqual([]);
  },
);
