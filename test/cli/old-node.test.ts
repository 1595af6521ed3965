import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';

const entry = join(__dirname, '../../bin/tendlc.js');

it('says in one line which Node it needs, with exit code 2', () => {
  const old = ['--no-experimental-require-module', entry, 'check'];
  const { status, stdout, stderr } = spawnSync(process.execPath, old, { encoding: 'utf8' });
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^tendlc needs Node\.js 20\.19, 22\.12, 24 or later; this is Node\.js [\d.]+\.\n$/);
});

it('has an entry file that the oldest Node can read', () => {
  expect(() => parseSync(readFileSync(entry, 'utf8'), { syntax: 'ecmascript', target: 'es5' })).not.toThrow();
  const code = readFileSync(entry, 'utf8').replace(/^(#!|\/\/).*$/gm, '');
  expect(code).not.toMatch(/=>|`|\b(const|let|class|async|import)\b|\?\.|\?\?|node:/);
});
