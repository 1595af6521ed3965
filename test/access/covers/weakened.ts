import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { transformSync } from '@swc/core';
import type * as covers from '../../../src/access/covers';

const ROOT = join(__dirname, '../../../src/access/covers');

/** A change of the relation that makes it prove something false. */
export interface Weakening {
  what: string;
  file: string;
  from: string;
  to: string;
  /** By which test it is found at the latest. */
  foundBy: 'edges' | 'search';
}

export const WEAKENINGS: readonly Weakening[] = [
  {
    what: 'a question mark covers an asterisk',
    foundBy: 'edges',
    file: 'globs.ts',
    from: 'had !== ANY && (code === ONE || code === had)',
    to: 'code === ONE || code === had',
  },
  {
    what: 'IfExists is as strict as without it',
    foundBy: 'search',
    file: 'conditions.ts',
    from: "(test.absent === 'no' || test.absent === wanted.absent || wanted.absent === 'yes') &&",
    to: '',
  },
  {
    what: 'fewer values of a negated operator are as strict',
    foundBy: 'edges',
    file: 'conditions.ts',
    from: 'return allContained(wide.matchers, narrow)',
    to: 'return allContained(narrow.matchers, wide)',
  },
  {
    what: 'a line of the condition may be missing',
    foundBy: 'search',
    file: 'conditions.ts',
    from: 'return wide.every((line) => narrow.some(',
    to: 'return wide.length === 0 || wide.some((line) => narrow.some(',
  },
  {
    what: 'the resource does not count',
    foundBy: 'search',
    file: 'cover.ts',
    from: 'ofResources.statements.has(position) &&',
    to: '',
  },
  {
    what: 'a missing Deny does not count',
    foundBy: 'search',
    file: 'compare.ts',
    from: '...missing.map(',
    to: '...[].map(',
  },
];

type Wrapper = (exports: object, require: (name: string) => unknown, module: { exports: object }) => void;

function compile(file: string, content: string): Wrapper {
  const { code } = transformSync(content, {
    filename: file,
    configFile: false,
    swcrc: false,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  });
  return new Script(`(function (exports, require, module) {${code}\n})`, {
    filename: file,
  }).runInThisContext();
}

/** The relation with one change. Throws if the text to change does not stand in its file exactly once. */
export function loadWeakened({ file: changed, from, to }: Weakening): typeof covers {
  const files = readdirSync(ROOT).map((file): [string, string] => [
    file,
    readFileSync(join(ROOT, file), 'utf8'),
  ]);
  const sources = new Map(files);
  const parts = sources.get(changed)?.split(from) ?? [];
  if (parts.length !== 2) throw new Error(`${changed} has ${parts.length - 1} times: ${from}`);
  sources.set(changed, parts.join(to));
  const loaded = new Map<string, { exports: object }>();
  const load = (file: string): object => {
    const known = loaded.get(file);
    if (known) return known.exports;
    const module = { exports: {} };
    loaded.set(file, module);
    const resolve = (name: string): unknown =>
      name.startsWith('./')
        ? load(`${name.slice(2)}.ts`)
        : require(name.startsWith('.') ? join(ROOT, name) : name);
    compile(file, sources.get(file) ?? '')(module.exports, resolve, module);
    return module.exports;
  };
  return load('index.ts') as typeof covers;
}
