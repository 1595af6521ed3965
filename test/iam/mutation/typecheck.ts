import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '../../..');

/** Runs the compiler, which is part of `npm test`, on one changed file at a time. */
export class TypeChecker {
  readonly #service: ts.LanguageService;
  #changed: { path: string; content: string } | undefined;
  #version = 0;

  constructor(files: readonly string[]) {
    const config = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile).config as {
      compilerOptions: object;
    };
    const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT);
    const paths = files.map((file) => join(ROOT, 'src/iam', file));
    this.#service = ts.createLanguageService({
      getScriptFileNames: () => paths,
      getScriptVersion: (path) => (path === this.#changed?.path ? String(this.#version) : '0'),
      getScriptSnapshot: (path) => {
        if (path === this.#changed?.path) return ts.ScriptSnapshot.fromString(this.#changed.content);
        return ts.sys.fileExists(path) ? ts.ScriptSnapshot.fromString(readFileSync(path, 'utf8')) : undefined;
      },
      getCurrentDirectory: () => ROOT,
      getCompilationSettings: () => options,
      getDefaultLibFileName: ts.getDefaultLibFilePath,
      fileExists: ts.sys.fileExists,
      readFile: ts.sys.readFile,
      readDirectory: ts.sys.readDirectory,
      directoryExists: ts.sys.directoryExists,
      getDirectories: ts.sys.getDirectories,
    });
  }

  /** Whether the compiler refuses the file with this content. */
  refuses(file: string, content: string): boolean {
    this.#changed = { path: join(ROOT, 'src/iam', file), content };
    this.#version++;
    const { path } = this.#changed;
    return [
      ...this.#service.getSyntacticDiagnostics(path),
      ...this.#service.getSemanticDiagnostics(path),
    ].some(({ category }) => category === ts.DiagnosticCategory.Error);
  }
}
