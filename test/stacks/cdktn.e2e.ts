/**
 * `npm run test:cdktn` runs the same source on CDK Terrain, by npm aliases. Its output may differ from CDKTF's only in
 * versions and the provider's source.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Json, scratch } from '../support/synthesized';

jest.setTimeout(600_000);

const ROOT = join(__dirname, '../..');
const ALIASES = {
  cdktf: 'npm:cdktn@0.24.0',
  '@cdktf/provider-aws': 'npm:@cdktn/provider-aws@25.7.0',
  constructs: '10.7.2',
};
const corpus = join(ROOT, 'test/corpus/stacks');
const manifests = [
  join(ROOT, 'config/accounts.yaml'),
  ...readdirSync(corpus).map((name) => join(corpus, name)),
];

/** Creates a folder with the unchanged sources, CDK Terrain under CDKTF's names, and the clone's other dependencies. */
function onTerrain(): string {
  const folder = scratch();
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: ALIASES }));
  execFileSync('npm', ['install', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'pipe' });
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const others = Object.keys(dependencies).filter((name) => !(name in ALIASES));
  execFileSync('mkdir', ['-p', ...others.map((name) => dirname(join(folder, 'node_modules', name)))]);
  for (const name of others) link(join('node_modules', name), folder);
  link('node_modules/tsx', folder);
  for (const name of ['src', 'stacks', 'main.ts', 'tsconfig.json'])
    execFileSync('cp', ['-r', join(ROOT, name), folder]);
  return folder;
}
const link = (path: string, folder: string) => symlinkSync(join(ROOT, path), join(folder, path));

/** Parses every JSON file of an output and removes the parts that may differ. */
function synthesize(cwd: string, manifest: string): Record<string, Json> {
  const outdir = join(scratch(), 'cdktf.out');
  execFileSync('node', ['--import', 'tsx', 'main.ts'], {
    cwd,
    stdio: 'pipe',
    env: { ...process.env, TENDLC_MANIFEST: manifest, CDKTF_OUTDIR: outdir },
  });
  const names = readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.json'),
  );
  return Object.fromEntries(names.sort().map((name) => [name, comparable(join(outdir, name))]));
}

function comparable(path: string): Json {
  const json = JSON.parse(readFileSync(path, 'utf8'));
  delete json.version;
  delete json['//']?.metadata.version;
  if (json.terraform) {
    const { aws } = json.terraform.required_providers;
    expect(aws.source).toMatch(/^(hashicorp\/)?aws$/);
    json.terraform.required_providers.aws = undefined;
  }
  return json;
}

const terrain = onTerrain();

it('the alias loads CDK Terrain, not CDKTF', () => {
  const { name } = JSON.parse(readFileSync(join(terrain, 'node_modules/cdktf/package.json'), 'utf8'));
  expect(name).toBe('cdktn');
});

it.each(manifests)('both libraries write the same stacks: %s', (manifest) => {
  const here = synthesize(ROOT, manifest);
  expect(Object.keys(here)).toContain('stacks/main/cdk.tf.json');
  expect(synthesize(terrain, manifest)).toEqual(here);
});
