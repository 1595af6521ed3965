/**
 * Measures how fast the packed package starts: `node --import tsx bench/start-up.ts [ROUNDS]`.
 * Wanted: node_modules/.bin/tendlc --help within 4 times `node -e 0`.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { compare, measure, scratch } from './support/measure';

const rounds = Number(process.argv[2] ?? 10);
const root = join(__dirname, '..');
const modules = scratch('node_modules');
const installed = join(modules, 'tendlc-cross-account');

mkdirSync(installed, { recursive: true });
execFileSync('npm', ['pack', '--silent', '--pack-destination', scratch('.')], { cwd: root, stdio: 'pipe' });
const tarball = readdirSync(scratch('.')).find((name) => name.endsWith('.tgz'))!;
execFileSync('tar', ['-xzf', scratch(tarball), '-C', installed, '--strip-components', '1']);
for (const name of readdirSync(join(root, 'node_modules'))) {
  if (!name.startsWith('.')) symlinkSync(join(root, 'node_modules', name), join(modules, name));
}
mkdirSync(join(modules, '.bin'));
symlinkSync('../tendlc-cross-account/bin/tendlc.js', join(modules, '.bin/tendlc'));

const results = compare(rounds, {
  'node -e 0': () => measure(['-e', '0']),
  'tendlc --help': () => measure([join(modules, '.bin/tendlc'), '--help']),
});
const base = results['node -e 0']!;
console.log(`packed package, best of ${rounds}`);
console.table(
  Object.entries(results).map(([name, { wall, peak }]) => ({
    '': name,
    milliseconds: Math.round(wall),
    'peak MB': Math.round(peak / 1024),
    ratio: (wall / base.wall).toFixed(2),
  })),
);
