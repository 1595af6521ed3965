import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { sandboxProfile } from '../../src/names';
import { seedWorld } from '../../src/sandbox/seed/seed-world';
import { exampleManifest } from './support/sandbox';

const root = join(__dirname, '../../src/sandbox');

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? sources(path) : path.endsWith('.ts') ? [path] : [];
  });
}

/** Folders and files of src/ outside src/sandbox that the file imports. */
function imports(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)]
    .map(([, path]) => relative(join(root, '..'), join(file, '..', path!)))
    .filter((path) => path !== 'sandbox' && !path.startsWith('sandbox/'))
    .map((path) => path.split('/')[0]!);
}

const core = sources(root).filter((file) => !file.startsWith(join(root, 'seed')));
const seed = sources(join(root, 'seed'));

it('finds the files of the core and their imports', () => {
  expect(core.length).toBeGreaterThan(50);
  expect(core.flatMap(imports)).toContain('iam');
});

it('imports from the project only iam, the encoders and the errors into the core', () => {
  const seen = core.map((file) => ({
    file: relative(root, file),
    foreign: imports(file).filter((name) => !['iam', 'encode', 'errors'].includes(name)),
  }));
  expect(seen.filter(({ foreign }) => foreign.length > 0)).toEqual([]);
});

it('imports the manifest, iam and errors only into seed/', () => {
  const allowed = new Set(['iam', 'manifest', 'errors']);
  expect(seed.flatMap(imports).filter((name) => !allowed.has(name))).toEqual([]);
});

it('names the profiles of the administrators as the stacks do', () => {
  const manifest = exampleManifest();
  const profiles = [...seedWorld(manifest).profiles.keys()];
  const wanted = [
    sandboxProfile.main,
    ...manifest.secondaries.map(({ key }) => sandboxProfile.secondary(key)),
  ];
  expect(profiles).toEqual(expect.arrayContaining(wanted));
});
