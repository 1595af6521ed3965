import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { Script } from 'node:vm';
import { transformSync } from '@swc/core';
import type { Evaluator } from '../corpus';

const ROOT = join(__dirname, '../../../src/iam');

/** The evaluator's source, by path within src/iam. */
export function readSources(): Map<string, string> {
  const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  return new Map(files.sort().map((file) => [file, readFileSync(join(ROOT, file), 'utf8')]));
}

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

/** Loads evaluators with one changed file each. The other files are compiled once. */
export class Loader {
  readonly #compiled: Map<string, Wrapper>;

  constructor(sources: ReadonlyMap<string, string>) {
    this.#compiled = new Map([...sources].map(([file, content]) => [file, compile(file, content)]));
  }

  /** Throws if the changed file does not compile or can't be loaded. */
  load(changed?: { file: string; content: string }): Evaluator {
    const compiled = new Map(this.#compiled);
    if (changed !== undefined) compiled.set(changed.file, compile(changed.file, changed.content));
    const loaded = new Map<string, { exports: object }>();

    function load(file: string): object {
      const known = loaded.get(file);
      if (known !== undefined) return known.exports;
      const wrapper = compiled.get(file);
      if (wrapper === undefined) throw new Error(`No file ${file}`);
      const module = { exports: {} };
      loaded.set(file, module);
      wrapper(module.exports, (name) => resolve(file, name), module);
      return module.exports;
    }
    function resolve(from: string, name: string): unknown {
      if (!name.startsWith('.')) return require(name);
      const path = posix.join(relative('.', dirname(from)), name);
      return load(compiled.has(`${path}.ts`) ? `${path}.ts` : `${path}/index.ts`);
    }
    return load('index.ts') as Evaluator;
  }
}
