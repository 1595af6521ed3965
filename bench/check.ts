/**
 * Measures `tendlc check`: `node --import tsx bench/check.ts [ROUNDS]`.
 * Wanted: 1,000 secondaries within 1.0 s of wall time, with process start and without CDKTF or the AWS SDK;
 * 10,000 within 4 times the time in which `yaml` parses the file.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestOf } from './support/manifest';
import { compare, measure, scratch } from './support/measure';

const rounds = Number(process.argv[2] ?? 5);
const root = join(__dirname, '..');
const [small, large] = [scratch('small.yaml'), scratch('large.yaml')];
writeFileSync(small, manifestOf(1000));
// Strategy shared: ten thousand roles are more than an account has.
writeFileSync(large, manifestOf(10_000));
const main = join(root, 'dist/src/cli/main.js');
const built = `require(${JSON.stringify(main)}).main(process.argv.slice(1)).then((code) => { process.exitCode = code; })`;
const alone = `const { parse } = require('yaml'); parse(require('node:fs').readFileSync(process.argv[1], 'utf8'))`;

if (spawnSync(process.execPath, [join(root, 'scripts/build.mjs')]).status !== 0)
  throw new Error('the build failed');
const check = (file: string) => measure(['-e', built, 'check', '--manifest', file]);
const results = compare(rounds, {
  'node -e 0': () => measure(['-e', '0']),
  'check, 1,000': () => check(small),
  'yaml alone, 10,000': () => measure(['-e', alone, large]),
  'check, 10,000': () => check(large),
});
const yaml = results['yaml alone, 10,000']!;
console.table(
  Object.entries(results).map(([name, { wall, peak }]) => ({
    '': name,
    seconds: (wall / 1000).toFixed(2),
    'peak MB': Math.round(peak / 1024),
    'times yaml alone': name.includes('10,000') ? (wall / yaml.wall).toFixed(2) : '',
  })),
);

/** The loaded modules. `check` must not load CDKTF or the AWS SDK, which cost seconds. */
const loaded = spawnSync(
  process.execPath,
  [
    '-e',
    `${built}.then(() => console.error(Object.keys(require.cache).join('\\n')))`,
    'check',
    '--manifest',
    small,
  ],
  { encoding: 'utf8' },
).stderr.split('\n');
const heavy = loaded.filter((path) => /node_modules\/(?:cdktf|@cdktf|@aws-sdk|@smithy)\//.test(path));
console.log(
  `${loaded.length} modules loaded, ${heavy.length} of them CDKTF or AWS SDK; ${readFileSync(large).length.toLocaleString('en-US')} bytes of YAML`,
);
if (heavy.length > 0) process.exitCode = 1;
