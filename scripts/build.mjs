/**
 * Compiles the published sources. dist/ mirrors the repository, so that relative imports work.
 * swc removes the types without checking them; `npm run lint` checks them.
 */
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformFileSync } from '@swc/core';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');

const options = {
  cwd: root,
  swcrc: false,
  sourceMaps: false,
  jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
  module: { type: 'commonjs' },
};

function files(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}

function build(file) {
  const target = join(dist, file);
  mkdirSync(dirname(target), { recursive: true });
  if (file.endsWith('.d.ts')) return;
  if (extname(file) !== '.ts') cpSync(join(root, file), target);
  else writeFileSync(target.replace(/\.ts$/, '.js'), transformFileSync(join(root, file), options).code);
}

rmSync(dist, { recursive: true, force: true });
const sources = [...files('src'), ...files('stacks')];
for (const file of sources) build(file);
console.error(`built ${sources.length} files`);
