import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(__dirname, '../../src/sandbox');

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? sources(path) : path.endsWith('.ts') ? [path] : [];
  });
}

/** What of the project, outside its own folder, a file of the sandbox imports. */
function imports(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)]
    .map(([, path]) => relative(join(root, '..'), join(file, '..', path!)))
    .filter((path) => path !== 'sandbox' && !path.startsWith('sandbox/'))
    .map((path) => path.split('/')[0]!);
}

const core = sources(root).filter((file) => !file.startsWith(join(root, 'fill')));
const fill = sources(join(root, 'fill'));

it('looks at enough files to mean something', () => {
  expect(core.length).toBeGreaterThan(50);
  expect(core.flatMap(imports)).toContain('iam');
});

it('the core sees iam, the encoders and the errors, and nothing else of the project', () => {
  const seen = core.map((file) => ({
    file: relative(root, file),
    foreign: imports(file).filter((name) => !['iam', 'encode', 'errors'].includes(name)),
  }));
  expect(seen.filter(({ foreign }) => foreign.length > 0)).toEqual([]);
});

it('the filling sees the manifest, and neither the delegation nor who uses it', () => {
  const allowed = new Set(['iam', 'manifest', 'errors']);
  expect(fill.flatMap(imports).filter((name) => !allowed.has(name))).toEqual([]);
});
